/// The projects of a repository: found, given a place each, and told in one index.
@NullMarked
package dev.createdump.engine.batch;

import org.jspecify.annotations.NullMarked;
