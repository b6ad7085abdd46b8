@NullMarked
package dev.createdump.sigstore;

import org.jspecify.annotations.NullMarked;
