/// Tests of the way back.
@NullMarked
package dev.createdump.engine.evidence;

import org.jspecify.annotations.NullMarked;
