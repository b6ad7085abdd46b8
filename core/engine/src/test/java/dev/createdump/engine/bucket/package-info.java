/// Tests of where dumps are kept.
@NullMarked
package dev.createdump.engine.bucket;

import org.jspecify.annotations.NullMarked;
