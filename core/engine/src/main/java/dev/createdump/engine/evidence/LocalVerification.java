package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.sign.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Verifies the dumps in directories: those of a named manifest, or of every manifest there.
final class LocalVerification {
  private LocalVerification() {}

  private record Dump(DirectoryFiles files, String manifest) {}

  static List<Verdict> run(List<Path> paths, Terms terms) throws Failure {
    List<Dump> dumps = new ArrayList<>();
    for (Path path : paths) {
      dumps.addAll(dumps(path));
    }
    DirectoryChain chain = new DirectoryChain();
    dumps.forEach(dump -> chain.add(dump.files(), dump.manifest()));
    List<Verdict> verdicts = new ArrayList<>();
    for (Dump dump : dumps) {
      try {
        verdicts.add(new Verifier(terms).verify(dump.files(), dump.manifest(), chain));
      } catch (IOException e) {
        throw DirectoryFiles.unreadable(dump.files().place(), e);
      }
    }
    return verdicts;
  }

  static List<String> sign(Path path, Signing signing, boolean dry) throws Failure {
    List<String> signed = new ArrayList<>();
    for (Dump dump : dumps(path)) {
      DirectoryFiles files = dump.files();
      DirectoryChain chain = new DirectoryChain();
      try {
        Verdict verdict =
            new Verifier(new Terms(Set.of(), Set.of())).verify(files, dump.manifest(), chain);
        Evidence.requireSound(verdict);
        Path bundle = files.directory().resolve(verdict.name() + Signing.SUFFIX);
        if (!Files.exists(bundle, LinkOption.NOFOLLOW_LINKS)) {
          if (!dry) {
            write(bundle, signing.sign(files.near(dump.manifest())));
          }
          signed.add(bundle.toString());
        }
      } catch (IOException e) {
        throw new Failure.Output("cannot sign in " + path + ": " + e, "Is it writable?", e);
      }
    }
    return signed;
  }

  private static void write(Path bundle, byte[] content) throws IOException {
    Path directory = bundle.toAbsolutePath().getParent();
    Path part = Files.createTempFile(directory, ".create-dump-", ".part");
    Files.write(part, content);
    Files.move(part, bundle, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Dump> dumps(Path path) throws Failure {
    DirectoryFiles.Named named = DirectoryFiles.named(path);
    DirectoryFiles files = new DirectoryFiles(named.directory());
    if (named.manifest() != null) {
      return List.of(new Dump(files, named.manifest()));
    }
    List<Dump> dumps = new ArrayList<>();
    try {
      for (String name : files.entries().keySet()) {
        if (name.endsWith(Verifier.MANIFEST)) {
          dumps.add(new Dump(files, name));
        }
      }
    } catch (IOException e) {
      throw DirectoryFiles.unreadable(path.toString(), e);
    }
    if (dumps.isEmpty()) {
      throw new Failure.Corrupt(
          "there is no manifest in " + path, "A dump exists when its manifest does.");
    }
    return dumps;
  }
}
