/// Builds the distribution: repacks the jars so that the start-up cache takes their classes, and
/// trains the cache on the main job. A tool of the build; nothing here is shipped.
@NullMarked
package dev.createdump.dist;

import org.jspecify.annotations.NullMarked;
