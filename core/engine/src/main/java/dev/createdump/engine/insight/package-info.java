/// What a history says of the paths of a tree: who changed them, when, and how much.
@NullMarked
package dev.createdump.engine.insight;

import org.jspecify.annotations.NullMarked;
