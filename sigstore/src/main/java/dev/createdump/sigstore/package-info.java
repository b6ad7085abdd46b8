/// Keyless signatures of Sigstore, by `sigstore-java`; see docs/adr/0027-keyless.md.
@NullMarked
package dev.createdump.sigstore;

import org.jspecify.annotations.NullMarked;
