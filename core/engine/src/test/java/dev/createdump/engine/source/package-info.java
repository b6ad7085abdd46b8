/// Real repositories, read by both implementations and judged by git itself.
@NullMarked
package dev.createdump.engine.source;

import org.jspecify.annotations.NullMarked;
