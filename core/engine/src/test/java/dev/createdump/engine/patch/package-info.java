/// The reader of patch text under fire.
@NullMarked
package dev.createdump.engine.patch;

import org.jspecify.annotations.NullMarked;
