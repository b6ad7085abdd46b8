/// What adapters of forges have in common: one attempt at one request with a token that cannot
/// stray, and the time that a call may take. A plugin may use it or not.
@NullMarked
package dev.createdump.spi.support.forge;

import org.jspecify.annotations.NullMarked;
