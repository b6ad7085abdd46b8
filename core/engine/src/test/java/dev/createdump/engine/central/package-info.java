@NullMarked
package dev.createdump.engine.central;

import org.jspecify.annotations.NullMarked;
