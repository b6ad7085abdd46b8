/// Tests of the Azure store, against Azurite.
@NullMarked
package dev.createdump.azure;

import org.jspecify.annotations.NullMarked;
