/// Tests of the values that plugins exchange.
@NullMarked
package dev.createdump.spi;

import org.jspecify.annotations.NullMarked;
