/// What everything else stands on: failures, secrets, the environment, the clock, JSON, digests.
/// Depends on no other package of the engine.
@NullMarked
package dev.createdump.engine.base;

import org.jspecify.annotations.NullMarked;
