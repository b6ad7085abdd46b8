/// The flow over real repositories, real files and a real store.
@NullMarked
package dev.createdump.engine;

import org.jspecify.annotations.NullMarked;
