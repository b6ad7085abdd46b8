/// The contract of forges bites.
@NullMarked
package dev.createdump.testkit.forge;

import org.jspecify.annotations.NullMarked;
