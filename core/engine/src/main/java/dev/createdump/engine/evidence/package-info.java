/// The way back: finds dumps in a bucket, fetches them, and verifies what they claim.
@NullMarked
package dev.createdump.engine.evidence;

import org.jspecify.annotations.NullMarked;
