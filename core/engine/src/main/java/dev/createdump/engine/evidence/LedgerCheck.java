package dev.createdump.engine.evidence;

import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.manifest.SealedManifest.Counts;
import java.util.Map;
import java.util.Optional;

/// Checks that a ledger, counted again, comes to what the manifest says of it, and that the patch
/// has the length of the ledger's sections.
final class LedgerCheck {
  private static final String CHECK = "ledger";

  private LedgerCheck() {}

  static void run(SealedManifest manifest, Findings findings) {
    Counts stated = manifest.counts();
    Counts counted = manifest.ledger().counts();
    same("files", stated.files(), counted.files(), findings);
    same("added lines", stated.added(), counted.added(), findings);
    same("deleted lines", stated.deleted(), counted.deleted(), findings);
    same("status", stated.byStatus(), counted.byStatus(), findings);
    same("state", stated.byState(), counted.byState(), findings);
    patch(manifest, findings);
    findings.checked(CHECK, counted.files() + " paths, as counted");
  }

  private static void same(String what, long stated, long counted, Findings findings) {
    if (stated != counted) {
      findings.problem(
          CHECK,
          "ledger-counts",
          what,
          "the manifest says " + stated + ", and its ledger has " + counted);
    }
  }

  private static void same(
      String what, Map<String, Long> stated, Map<String, Long> counted, Findings findings) {
    for (Map.Entry<String, Long> count : counted.entrySet()) {
      long said = stated.getOrDefault(count.getKey(), -1L);
      same(what + " " + count.getKey(), said, count.getValue(), findings);
    }
    for (String unknown : stated.keySet()) {
      if (!counted.containsKey(unknown)) {
        findings.problem(CHECK, "ledger-counts", what + " " + unknown, "is no known " + what);
      }
    }
  }

  private static void patch(SealedManifest manifest, Findings findings) {
    String name = manifest.name() + ".patch";
    Optional<SealedFile> patch =
        manifest.artifacts().stream().filter(artifact -> artifact.name().equals(name)).findFirst();
    long expected = manifest.ledger().patchBytes();
    if (patch.isPresent() && patch.get().size() != expected) {
      findings.problem(
          CHECK,
          "patch-length",
          name,
          "has " + patch.get().size() + " bytes, and the ledger's sections have " + expected);
    }
  }
}
