/// Where dumps are kept: the bucket that callers use over any store, the layout of its keys, the
/// store on a file system, and what can be put around a store.
@NullMarked
package dev.createdump.engine.bucket;

import org.jspecify.annotations.NullMarked;
