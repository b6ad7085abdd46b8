/// Tests of the stores for tests, and proof that the contract bites.
@NullMarked
package dev.createdump.testkit.store;

import org.jspecify.annotations.NullMarked;
