/// Dumps as the renderers of plugins see them: made of what went through the redactor, and of
/// nothing else.
@NullMarked
package dev.createdump.engine.render.plugin;

import org.jspecify.annotations.NullMarked;
