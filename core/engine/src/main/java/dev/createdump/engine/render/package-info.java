/// Streaming renderers: one class a format, each a pure function of a
/// {@link dev.createdump.engine.dump.Dump}.
@NullMarked
package dev.createdump.engine.render;

import org.jspecify.annotations.NullMarked;
