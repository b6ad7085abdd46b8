/// Which dumps in a directory are kept, and how the others are taken away.
@NullMarked
package dev.createdump.engine.retention;

import org.jspecify.annotations.NullMarked;
