/// Archives: written as a stream with all processors, deterministic to the byte, and read again by
/// code that believes nothing. Knows bytes and names, and nothing of where they come from.
@NullMarked
package dev.createdump.engine.archive;

import org.jspecify.annotations.NullMarked;
