/// Azurite, started for tests.
@NullMarked
package dev.createdump.testkit.azure;

import org.jspecify.annotations.NullMarked;
