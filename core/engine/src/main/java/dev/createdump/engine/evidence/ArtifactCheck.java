package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.sign.Signing;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Checks that the files which a manifest seals are there, are what it says, and are all.
final class ArtifactCheck {
  private static final String CHECK = "artifacts";

  private final DumpFiles files;
  private final SortedMap<String, DumpFiles.Entry> entries;
  private final SealedManifest manifest;
  private final Findings findings;

  ArtifactCheck(
      DumpFiles files,
      SortedMap<String, DumpFiles.Entry> entries,
      SealedManifest manifest,
      Findings findings) {
    this.files = files;
    this.entries = entries;
    this.manifest = manifest;
    this.findings = findings;
  }

  void run() {
    Set<String> stored = new HashSet<>();
    for (SealedFile artifact : names(manifest, findings)) {
      stored.add(files.stored(artifact.name()));
      content(artifact);
    }
    checksums();
    extras(stored);
    findings.checked(CHECK, manifest.artifacts().size() + " files with their digests");
  }

  /// Judges the names of a manifest's artifacts, before any of them is used.
  ///
  /// @return the artifacts whose names are safe and unique, also where letters have no case
  static List<SealedFile> names(SealedManifest manifest, Findings findings) {
    List<SealedFile> safe = new ArrayList<>();
    Set<String> folded = new HashSet<>();
    for (SealedFile artifact : manifest.artifacts()) {
      String name = artifact.name();
      String unsafe = nameProblem(manifest.name(), name);
      if (unsafe != null) {
        findings.problem(CHECK, "name-unsafe", name, unsafe);
      } else if (!folded.add(name.toLowerCase(Locale.ROOT))) {
        findings.problem(CHECK, "artifact-twice", name, "is named twice");
      } else {
        safe.add(artifact);
      }
    }
    return safe;
  }

  /// An artifact that took the name of the manifest or of the checksums would hide them.
  private static @Nullable String nameProblem(String dump, String name) {
    String unsafe = SafeName.problem(name);
    if (unsafe != null) {
      return unsafe;
    }
    if (!name.startsWith(dump + ".")) {
      return "does not begin with " + dump + ".";
    }
    return DumpNames.isBeside(dump, name) ? "is no name of an artifact" : null;
  }

  private void content(SealedFile artifact) {
    String name = artifact.name();
    DumpFiles.Entry entry = entries.get(files.stored(name));
    if (entry == null) {
      findings.problem(CHECK, "artifact-missing", name, "is not there");
    } else if (entry.kind() != DumpFiles.Kind.FILE) {
      findings.problem(CHECK, "not-a-file", name, "is no regular file, and is not followed");
    } else if (entry.length() != artifact.size()) {
      findings.problem(
          CHECK,
          "artifact-size",
          name,
          "has " + entry.length() + " bytes instead of " + artifact.size());
    } else {
      digest(artifact);
    }
  }

  private void digest(SealedFile artifact) {
    String found;
    try {
      found = digest(files, artifact.name());
    } catch (IOException e) {
      findings.problem(
          CHECK, "artifact-unreadable", artifact.name(), "cannot be read: " + e.getMessage());
      return;
    }
    if (!found.equals(artifact.sha256())) {
      findings.problem(
          CHECK,
          "artifact-digest",
          artifact.name(),
          "has the SHA-256 " + found + " instead of " + artifact.sha256());
    }
  }

  /// The SHA-256 of a file's content.
  static String digest(DumpFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      return Digests.sha256Hex(in);
    }
  }

  /// The checksum file follows from the manifest to the byte.
  private void checksums() {
    String name = manifest.name() + DumpNames.CHECKSUMS;
    DumpFiles.Entry entry = entries.get(files.stored(name));
    if (entry == null) {
      findings.problem(CHECK, "checksums-missing", name, "is not there");
      return;
    }
    byte[] bytes = Wanted.checksums(manifest);
    if (entry.kind() != DumpFiles.Kind.FILE || !holds(name, bytes)) {
      findings.problem(CHECK, "checksums-mismatch", name, "differs from what the manifest seals");
    }
  }

  private boolean isBeside(String stored) {
    return stored.equals(files.stored(manifest.name() + Verifier.MANIFEST))
        || stored.equals(files.stored(manifest.name() + DumpNames.CHECKSUMS))
        || stored.equals(files.stored(manifest.name() + Signing.SUFFIX));
  }

  private boolean holds(String name, byte[] expected) {
    try (InputStream in = files.open(name)) {
      return java.util.Arrays.equals(in.readNBytes(expected.length + 1), expected);
    } catch (IOException e) {
      return false;
    }
  }

  /// What lies beside and could be taken for a part of the dump, is not.
  private void extras(Set<String> sealed) {
    String stem = files.stored(manifest.name() + ".x").replaceAll("x$", "");
    int others = 0;
    for (Map.Entry<String, DumpFiles.Entry> entry : entries.entrySet()) {
      String name = entry.getKey();
      if (sealed.contains(name) || isBeside(name)) {
        continue;
      }
      if (name.startsWith(stem)) {
        findings.problem(CHECK, "extra-file", name, "is not sealed, but named as if it were");
      } else {
        others++;
      }
    }
    if (others > 0) {
      findings.note(others + (others == 1 ? " file" : " files") + " beside it are no part of it");
    }
  }
}
