/// Tests of the store over S3.
@NullMarked
package dev.createdump.s3;

import org.jspecify.annotations.NullMarked;
