/// The flow: what happens, in which order, from a request to an outcome.
@NullMarked
package dev.createdump.engine;

import org.jspecify.annotations.NullMarked;
