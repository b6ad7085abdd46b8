/// Google Cloud Storage as a store: `gs://bucket/prefix`.
@NullMarked
package dev.createdump.gcs;

import org.jspecify.annotations.NullMarked;
