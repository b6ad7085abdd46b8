/// The projects of a tree, told apart whatever they are called.
@NullMarked
package dev.createdump.engine.batch;

import org.jspecify.annotations.NullMarked;
