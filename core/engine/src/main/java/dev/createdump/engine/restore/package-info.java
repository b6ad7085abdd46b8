/// The way back from the dump of a tree to its files.
@NullMarked
package dev.createdump.engine.restore;

import org.jspecify.annotations.NullMarked;
