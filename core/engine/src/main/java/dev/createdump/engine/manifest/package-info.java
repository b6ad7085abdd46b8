/// What seals a dump: the manifest with its ledger and digests, and the checksum file.
@NullMarked
package dev.createdump.engine.manifest;

import org.jspecify.annotations.NullMarked;
