/// Signatures and timestamps: made when a dump is sealed, checked when it is verified. The formats
/// are others': in-toto statements in DSSE envelopes in Sigstore bundles, SSH signatures, RFC 3161.
@NullMarked
package dev.createdump.engine.sign;

import org.jspecify.annotations.NullMarked;
