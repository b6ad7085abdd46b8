/// What a plugin of create-dump sees: stores and forges, and the values they exchange.
///
/// This package depends on nothing but the JDK. Everything in it is a contract: the tables in the
/// doc comments of {@link dev.createdump.spi.Store} and {@link dev.createdump.spi.Forge} are what
/// the suites of the test kit check, word for word. Please keep the surface minimal.
@NullMarked
package dev.createdump.spi;

import org.jspecify.annotations.NullMarked;
