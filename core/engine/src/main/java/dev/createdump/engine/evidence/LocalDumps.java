package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.sign.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The dumps that lie in one directory, each verified as `evidence verify` does it.
public final class LocalDumps {
  private static final Terms ALWAYS = new Terms(Set.of(), Set.of());

  private LocalDumps() {}

  /// One dump, or what looks like one.
  ///
  /// @param name its name; the manifest's file name where that could not be read
  /// @param digest the digest that its manifest states; empty where that could not be read
  /// @param startedAt when it was made, by its own word; null where that is no time
  /// @param files the names of its files, the manifest first; empty where it does not verify
  /// @param bytes how much they hold
  /// @param problems what does not hold; empty where it verifies
  public record LocalDump(
      Path directory,
      String name,
      String digest,
      @Nullable Instant startedAt,
      List<String> files,
      long bytes,
      List<String> problems) {
    public LocalDump {
      files = List.copyOf(files);
      problems = List.copyOf(problems);
    }

    /// Whether all of it is there and is what its manifest says.
    public boolean verifies() {
      return problems.isEmpty();
    }
  }

  /// Looks at every manifest of a directory; no link is followed.
  ///
  /// @throws Failure.Missing where the directory cannot be read
  public static List<LocalDump> in(Path directory) throws Failure {
    DirectoryFiles files = new DirectoryFiles(directory);
    DirectoryChain chain = new DirectoryChain();
    List<LocalDump> dumps = new ArrayList<>();
    try {
      for (String name : files.entries().keySet()) {
        if (name.endsWith(Verifier.MANIFEST)) {
          dumps.add(dump(files, name, new Verifier(ALWAYS).verify(files, name, chain)));
        }
      }
    } catch (IOException e) {
      throw DirectoryFiles.unreadable(directory.toString(), e);
    }
    return dumps;
  }

  private static LocalDump dump(DirectoryFiles files, String manifestFile, Verdict verdict)
      throws IOException {
    Path directory = files.directory();
    if (!verdict.holds()) {
      List<String> problems = new ArrayList<>();
      for (Verdict.Problem problem : verdict.problems()) {
        problems.add(problem.subject() + " " + problem.message());
      }
      return new LocalDump(
          directory, verdict.name(), verdict.dumpDigest(), null, List.of(), 0, problems);
    }
    SealedManifest manifest = ManifestReader.read(files.near(manifestFile));
    List<String> names = names(manifest, directory);
    long bytes = 0;
    for (String name : names) {
      bytes += Files.size(directory.resolve(name));
    }
    return new LocalDump(
        directory,
        manifest.name(),
        manifest.dumpDigest(),
        time(manifest.run().startedAt()),
        names,
        bytes,
        List.of());
  }

  private static List<String> names(SealedManifest manifest, Path directory) {
    List<String> names = new ArrayList<>();
    names.add(manifest.name() + Verifier.MANIFEST);
    for (SealedFile artifact : manifest.artifacts()) {
      names.add(artifact.name());
    }
    names.add(manifest.name() + DumpNames.CHECKSUMS);
    String signature = manifest.name() + Signing.SUFFIX;
    if (Files.isRegularFile(directory.resolve(signature), LinkOption.NOFOLLOW_LINKS)) {
      names.add(signature);
    }
    return names;
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// The files that a manifest which nobody takes for one any more names, and that are there and
  /// are what it says.
  ///
  /// @param file the name of that manifest's file
  /// @param name what the dump must be called
  /// @throws IOException where it cannot be read, or is no manifest
  public static List<String> remains(Path directory, String file, String name) throws IOException {
    DirectoryFiles files = new DirectoryFiles(directory);
    SealedManifest manifest = ManifestReader.read(files.near(file));
    List<String> remains = new ArrayList<>();
    if (!manifest.isSelfConsistent() || !manifest.name().equals(name)) {
      throw new IOException("it is not the manifest of " + name);
    }
    Findings findings = new Findings();
    var entries = files.entries();
    List<SealedFile> sealed = ArtifactCheck.names(manifest, findings);
    byte[] checksums = Wanted.checksums(manifest);
    sealed.add(
        new SealedFile(
            name + DumpNames.CHECKSUMS,
            "",
            checksums.length,
            dev.createdump.engine.base.Digests.sha256Hex(checksums)));
    for (SealedFile one : sealed) {
      DumpFiles.Entry entry = entries.get(one.name());
      if (entry != null
          && entry.kind() == DumpFiles.Kind.FILE
          && entry.length() == one.size()
          && ArtifactCheck.digest(files, one.name()).equals(one.sha256())) {
        remains.add(one.name());
      }
    }
    return remains;
  }
}
