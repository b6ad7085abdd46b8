/// One renderer a format for dumps of trees.
@NullMarked
package dev.createdump.engine.render.tree;

import org.jspecify.annotations.NullMarked;
