package dev.createdump.engine.evidence;

import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedManifest;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Verifies dumps: everything that is there is checked, whatever is required beyond.
///
/// Nothing in a dump is believed before it is checked: a manifest is read with bounds, the names in
/// it are judged before they are used, and no link is followed.
final class Verifier {
  static final String MANIFEST = ".manifest.json";
  static final long MAX_MANIFEST = 1L << 30;

  private final Terms terms;

  Verifier(Terms terms) {
    this.terms = terms;
  }

  /// Verifies the dump of one manifest.
  ///
  /// @param chain where the manifests before it are looked for
  /// @throws IOException where the place cannot be read at all
  Verdict verify(DumpFiles files, String manifestFile, ChainSource chain) throws IOException {
    Findings findings = new Findings();
    SortedMap<String, DumpFiles.Entry> entries = files.entries();
    SealedManifest manifest = read(files, entries, manifestFile, findings);
    findings.checked("manifest", manifest == null ? "" : summary(manifest));
    if (manifest == null) {
      return findings.verdict(files.place(), manifestFile, "");
    }
    new ArtifactCheck(files, entries, manifest, findings).run();
    LedgerCheck.run(manifest, findings);
    PlaceCheck.run(files, manifest, findings);
    policy(manifest, findings);
    new CentralPolicyCheck(manifest, terms.policy(), findings).run();
    new ChainCheck(chain, findings).run(manifest, terms.requires(Requirement.CHAIN));
    new SignatureCheck(files, manifest, terms, findings).run(entries);
    contents(manifest, findings);
    return findings.verdict(files.place(), manifest.name(), manifest.dumpDigest());
  }

  /// Reads a manifest and checks what it says of itself.
  ///
  /// @return null where nothing else of the dump can be checked
  static @Nullable SealedManifest read(
      DumpFiles files,
      SortedMap<String, DumpFiles.Entry> entries,
      String manifestFile,
      Findings findings) {
    DumpFiles.Entry entry = entries.get(files.stored(manifestFile));
    String wrong = problem(entry);
    if (wrong != null) {
      findings.problem("manifest", "manifest-missing", manifestFile, wrong);
      return null;
    }
    try {
      SealedManifest manifest = ManifestReader.read(files.near(manifestFile));
      seal(manifest, manifestFile, findings);
      return SafeName.problem(manifest.name()) == null ? manifest : null;
    } catch (MalformedException e) {
      findings.problem(
          "manifest", "manifest-malformed", manifestFile, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      findings.problem(
          "manifest", "manifest-unreadable", manifestFile, "cannot be read: " + e.getMessage());
    }
    return null;
  }

  private static @Nullable String problem(DumpFiles.@Nullable Entry entry) {
    if (entry == null) {
      return "is not there";
    }
    if (entry.kind() != DumpFiles.Kind.FILE) {
      return "is no regular file";
    }
    return entry.length() > MAX_MANIFEST ? "is larger than 1 GiB" : null;
  }

  private static void seal(SealedManifest manifest, String manifestFile, Findings findings) {
    String unsafe = SafeName.problem(manifest.name());
    if (unsafe != null) {
      findings.problem("manifest", "name-unsafe", manifest.name(), "the dump's name " + unsafe);
    } else if (!manifestFile.equals(manifest.name() + MANIFEST)) {
      findings.problem(
          "manifest", "manifest-renamed", manifestFile, "names its dump " + manifest.name());
    }
    if (!manifest.isSelfConsistent()) {
      findings.problem(
          "manifest",
          "digest-mismatch",
          manifestFile,
          "states the digest "
              + manifest.dumpDigest()
              + ", but its content has "
              + manifest.computed().dumpDigest());
    }
  }

  private static String summary(SealedManifest manifest) {
    return "digest " + manifest.dumpDigest();
  }

  private void policy(SealedManifest manifest, Findings findings) {
    String digest = manifest.settingsDigest();
    if (terms.settings().isEmpty()) {
      if (terms.requires(Requirement.POLICY) && terms.policy().isEmpty()) {
        findings.problem(
            "policy",
            "policy-unknown",
            digest,
            "neither a policy nor a digest of settings is given that is allowed");
        findings.checked("policy", "");
      } else {
        findings.absent("policy", "settings " + digest + ", nothing to compare with");
      }
      return;
    }
    if (!terms.settings().contains(digest)) {
      findings.problem(
          "policy", "policy-mismatch", digest, "the settings it was made with are not allowed");
    }
    findings.checked("policy", "settings " + digest);
  }

  /// What the dump says of the change, where something is insisted on.
  private void contents(SealedManifest manifest, Findings findings) {
    if (terms.requires(Requirement.COMPLETE_PATCH)) {
      if (!manifest.patchComplete()) {
        findings.problem(
            "complete-patch", "patch-incomplete", manifest.name(), "the patch is not complete");
      }
      findings.checked("complete-patch", "the patch gives the head's tree");
    }
    if (terms.requires(Requirement.NO_SECRETS)) {
      if (manifest.secrets() > 0) {
        findings.problem(
            "no-secrets",
            "secrets-introduced",
            manifest.name(),
            "the change introduces " + manifest.secrets() + " secrets");
      }
      findings.checked("no-secrets", "the change introduces none");
    }
  }
}
