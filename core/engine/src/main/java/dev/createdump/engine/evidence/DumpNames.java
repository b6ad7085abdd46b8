package dev.createdump.engine.evidence;

import dev.createdump.engine.sign.Signing;

/// The names that files of a dump have beside its artifacts.
final class DumpNames {
  static final String CHECKSUMS = ".sha256";

  private DumpNames() {}

  /// Whether a file beside a dump's artifacts has its place there: the manifest, the checksums, a
  /// signature.
  static boolean isBeside(String dump, String file) {
    return file.equals(dump + Verifier.MANIFEST)
        || file.equals(dump + CHECKSUMS)
        || file.equals(dump + Signing.SUFFIX);
  }
}
