@NullMarked
package dev.createdump.engine.cache;

import org.jspecify.annotations.NullMarked;
