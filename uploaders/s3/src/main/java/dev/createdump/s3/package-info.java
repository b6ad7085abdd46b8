/// Amazon S3 and what speaks its protocol, as a store.
@NullMarked
package dev.createdump.s3;

import org.jspecify.annotations.NullMarked;
