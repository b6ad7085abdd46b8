package dev.createdump.engine.evidence;

import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.manifest.SealedManifest;

/// Checks that a dump lies in its bucket where its manifest belongs: a dump that was copied to
/// another pull request's place proves nothing of that one.
final class PlaceCheck {
  private static final String CHECK = "place";

  private PlaceCheck() {}

  static void run(DumpFiles files, SealedManifest manifest, Findings findings) {
    String prefix = files.prefix();
    if (prefix == null) {
      return;
    }
    SealedManifest.Change change = manifest.change();
    String run = manifest.run().id();
    if (run.isEmpty()) {
      run = KeyLayout.localRun(manifest.computed().dumpDigest());
    }
    String expected =
        KeyLayout.directory(
            KeyLayout.location(
                change.host(),
                change.owner(),
                change.repository(),
                change.pullRequest(),
                change.head(),
                java.time.Instant.parse(change.committedAt()).getEpochSecond(),
                run));
    if (!prefix.equals(expected)) {
      findings.problem(
          CHECK, "place-mismatch", prefix, "its manifest belongs to another place: " + expected);
    }
    findings.checked(CHECK, prefix);
  }
}
