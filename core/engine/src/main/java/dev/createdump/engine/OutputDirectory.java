package dev.createdump.engine;

import dev.createdump.engine.archive.Volumes;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.redact.LeakCheck;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.redact.Redactor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// Writes the files of one dump so that each appears whole or not at all: under a name of its own
/// first, then all are renamed, in the order they are committed. Closing it without a commit leaves
/// the directory as it was.
final class OutputDirectory implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path dir;
  /// Where the files wait, by the names they will have.
  private final Map<String, Path> staged = new TreeMap<>();

  private final Redactor redactor;

  /// The names of archives, in whatever volumes.
  private final List<String> archives = new ArrayList<>();

  /// What must have ended well before anything gets its name.
  private final List<Background<Boolean>> checks = new ArrayList<>();

  private OutputDirectory(Path dir, Redactor redactor) {
    this.dir = dir;
    this.redactor = redactor;
  }

  /// Makes the directory where it is missing.
  ///
  /// @throws Failure.Output where it cannot be made
  ///
  /// @param redactor knows what must stand in no file
  static OutputDirectory open(Path dir, Redactor redactor) throws Failure {
    try {
      Files.createDirectories(dir);
      return new OutputDirectory(dir, redactor);
    } catch (FileAlreadyExistsException e) {
      throw new Failure.Output(dir + " is a file, not a directory", "Name another with --out.", e);
    } catch (IOException e) {
      throw refused(dir, e);
    }
  }

  /// Writes a file's content.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException, Failure;
  }

  /// Writes a file under a temporary name. May be called by several threads. Every byte of it is
  /// searched for what was found.
  ///
  /// @throws Failure.Scan where something of it stands in the file
  /// @return what the manifest says of it
  SealedFile stage(String name, String mediaType, Content content) throws Failure {
    MessageDigest digest = Digests.newSha256();
    try {
      Path temporary = reserve(name);
      try (OutputStream file = Files.newOutputStream(temporary);
          OutputStream out =
              new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER_BYTES)) {
        writeProven(name, content, out);
      }
      long size = Files.size(temporary);
      return new SealedFile(name, mediaType, size, HexFormat.of().formatHex(digest.digest()));
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw new Failure.Cancelled();
    } catch (IOException e) {
      throw refused(dir.resolve(name), e);
    }
  }

  /// Writes an archive under temporary names, as one file or as volumes. What is compressed cannot
  /// be searched: the caller proves what it holds, by reading it again from {@link #staged}.
  ///
  /// @param volume how many bytes a file has at most; 0 for one file whatever its size
  List<SealedFile> stageArchive(String name, String mediaType, long volume, Content content)
      throws Failure {
    archives.add(name);
    try (VolumeStream out = new VolumeStream(name, mediaType, volume, this::reserve)) {
      content.writeTo(out);
      List<SealedFile> files = out.finish();
      if (volume > 0 && files.size() == 1) {
        SealedFile only = files.getFirst();
        rename(only.name(), name);
        return List.of(new SealedFile(name, mediaType, only.size(), only.sha256()));
      }
      return files;
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw new Failure.Cancelled();
    } catch (IOException e) {
      throw refused(dir.resolve(name), e);
    }
  }

  /// Has something looked at beside what goes on; without its success nothing gets its name.
  ///
  /// @param check ends in a failure where nothing may
  void check(String what, Callable<Boolean> check) {
    checks.add(Background.start(what, check));
  }

  private void rename(String from, String to) {
    synchronized (staged) {
      Path temporary = staged.remove(from);
      if (temporary != null) {
        staged.put(to, temporary);
      }
    }
  }

  /// Where files wait that were written.
  List<Path> staged(List<SealedFile> files) {
    List<Path> paths = new ArrayList<>();
    for (SealedFile file : files) {
      Path temporary = staged.get(file.name());
      if (temporary == null) {
        throw new IllegalArgumentException("no file " + file.name() + " was written");
      }
      paths.add(temporary);
    }
    return paths;
  }

  private void writeProven(String name, Content content, OutputStream out)
      throws IOException, Failure {
    if (redactor.isEmpty()) {
      content.writeTo(out);
      return;
    }
    LeakCheck check = redactor.check(out);
    content.writeTo(check);
    check.close();
    if (check.leaked()) {
      throw Proof.leaked(name);
    }
  }

  /// Creates an empty file under a name that nobody uses, with the permissions the umask gives.
  private Path reserve(String name) throws IOException {
    long unique = ProcessHandle.current().pid();
    while (true) {
      Path temporary = dir.resolve("." + name + "." + Long.toHexString(unique) + ".tmp");
      try {
        Files.createFile(temporary);
      } catch (FileAlreadyExistsException e) {
        unique++;
        continue;
      }
      synchronized (staged) {
        staged.put(name, temporary);
      }
      return temporary;
    }
  }

  /// Gives the files their names, in this order. A dump is there when its manifest is, and the
  /// manifest is the last: that of an older dump of this name goes first, so that at no moment one
  /// stands beside files that it does not mean. What it names and the new one does not, goes too.
  ///
  /// @return their paths, in the same order
  List<Path> commit(List<String> names) throws Failure {
    for (Background<Boolean> check : checks) {
      check.get();
    }
    for (String name : names) {
      if (Files.isDirectory(dir.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        throw new Failure.Output(
            "cannot write " + dir.resolve(name) + ": it is a directory",
            "Take it away, or name another directory with --out; nothing was changed.",
            new FileAlreadyExistsException(name));
      }
    }
    List<Path> paths = new ArrayList<>();
    Path target = dir.resolve(names.getLast());
    try {
      List<Path> superseded = Superseded.of(dir, names.getLast(), names);
      Files.deleteIfExists(target);
      for (Path file : superseded) {
        Files.deleteIfExists(file);
      }
      removeVolumes();
      for (String name : names) {
        Path temporary = staged.get(name);
        if (temporary == null) {
          throw new IllegalArgumentException("no file " + name + " was written");
        }
        target = dir.resolve(name);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        staged.remove(name);
        paths.add(target);
      }
      return paths;
    } catch (IOException e) {
      throw new Failure.Output(
          "cannot write " + target + ": " + Reasons.of(e),
          "There is no whole dump of this name in the directory now; run again.",
          e);
    }
  }

  /// Volumes of an older archive of the same name would be taken for parts of this one.
  private void removeVolumes() throws IOException {
    for (String archive : archives) {
      for (int number = 1; Files.exists(volume(archive, number)); number++) {
        Files.deleteIfExists(volume(archive, number));
      }
    }
  }

  private Path volume(String archive, int number) {
    return dir.resolve(Volumes.name(archive, number));
  }

  private static Failure refused(Path path, IOException e) {
    return new Failure.Output(
        "cannot write " + path + ": " + Reasons.of(e),
        "Name a writable directory with --out; nothing was left half-written.",
        e);
  }

  @Override
  public void close() {
    checks.forEach(Background::stop);
    for (Path temporary : staged.values()) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove " + temporary, e);
      }
    }
    staged.clear();
  }
}
