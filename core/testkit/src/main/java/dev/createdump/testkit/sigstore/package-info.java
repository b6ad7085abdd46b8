/// The services behind signatures without a key, small enough for a test.
@NullMarked
package dev.createdump.testkit.sigstore;

import org.jspecify.annotations.NullMarked;
