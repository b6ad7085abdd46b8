/// The index of a bucket as a table: asked in SQL, and compacted into Parquet.
@NullMarked
package dev.createdump.engine.evidence.table;

import org.jspecify.annotations.NullMarked;
