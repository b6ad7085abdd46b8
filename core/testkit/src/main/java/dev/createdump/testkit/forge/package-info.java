/// Forges for tests: small stateful servers that speak a host's real API over HTTP on 127.0.0.1,
/// fail on request, and remember what they were asked.
@NullMarked
package dev.createdump.testkit.forge;

import org.jspecify.annotations.NullMarked;
