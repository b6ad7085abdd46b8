/// What a renderer may know of a change: the dump as a value, with redacted text alone.
@NullMarked
package dev.createdump.engine.dump;

import org.jspecify.annotations.NullMarked;
