/// Trees of files: read, inspected and made safe, in order and on all processors.
@NullMarked
package dev.createdump.engine.tree;

import org.jspecify.annotations.NullMarked;
