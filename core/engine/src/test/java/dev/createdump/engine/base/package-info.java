@NullMarked
package dev.createdump.engine.base;

import org.jspecify.annotations.NullMarked;
