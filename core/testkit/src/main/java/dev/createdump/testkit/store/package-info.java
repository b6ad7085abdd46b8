/// The contract of stores as a suite, and stores for tests: in memory, and failing on demand.
///
/// The test of a store extends {@link dev.createdump.testkit.store.StoreContract} and supplies a
/// {@link dev.createdump.testkit.store.StoreEnvironment}; it adds no facts of its own to those that
/// every store shares.
@NullMarked
package dev.createdump.testkit.store;

import org.jspecify.annotations.NullMarked;
