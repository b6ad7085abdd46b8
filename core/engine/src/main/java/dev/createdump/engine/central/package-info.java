/// The central policies of a run: found by their URIs, fetched within bounds, checked against pins
/// and signatures before anything of them is parsed, and kept for the next run.
@NullMarked
package dev.createdump.engine.central;

import org.jspecify.annotations.NullMarked;
