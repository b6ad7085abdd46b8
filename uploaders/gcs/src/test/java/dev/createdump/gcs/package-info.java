/// Tests of the store for Google Cloud Storage, against the fake of the test kit.
@NullMarked
package dev.createdump.gcs;

import org.jspecify.annotations.NullMarked;
