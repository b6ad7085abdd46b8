/// What the renderers for people share about text: which characters no one would see.
@NullMarked
package dev.createdump.engine.render.text;

import org.jspecify.annotations.NullMarked;
