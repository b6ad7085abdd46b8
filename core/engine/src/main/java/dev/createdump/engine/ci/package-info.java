/// What the environment of a CI job says of the change under review. Reads variables and the event
/// file, asks no server, and trusts neither.
@NullMarked
package dev.createdump.engine.ci;

import org.jspecify.annotations.NullMarked;
