package dev.createdump.engine.restore;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Restores the files of a dump: all of them into a fresh directory, or none.
///
/// A dump is hostile. Every path is judged before it is written; links are made when all files are
/// there, so that nothing is ever written through one; the directory gets its name at the very end.
public final class Rollback implements ArchiveRestore.Target {
  private final Request request;
  private final SafePaths paths;
  private final @Nullable Staging staging;
  private final List<Restored.Other> others = new ArrayList<>();
  private final List<DumpedFile> links = new ArrayList<>();
  private long files;
  private long restored;
  private long bytes;

  /// What is asked for.
  ///
  /// @param dump a file in Markdown, JSON or JSON Lines, or an archive, also one of its volumes
  /// @param target a directory that is not there yet, or is empty
  /// @param dry whether everything is checked and nothing written
  /// @param skipUnsafe whether unsafe paths are left out, instead of everything
  /// @param unportable whether names are written that other systems cannot hold
  /// @param most how many bytes may come of an archive; 0 for a hundred times its size, or 1 GiB
  public record Request(
      Path dump, Path target, boolean dry, boolean skipUnsafe, boolean unportable, long most) {}

  private Rollback(Request request, @Nullable Staging staging) {
    this.request = request;
    this.paths = new SafePaths(request.unportable());
    this.staging = staging;
  }

  /// Restores.
  ///
  /// @throws Failure.Corrupt where the dump is none, is not what its digests say, or holds what
  /// must
  ///     not be written
  /// @throws Failure.Output where the target is there already, or cannot be written
  public static Restored run(Request request) throws Failure {
    if (request.dry()) {
      return new Rollback(request, null).read();
    }
    try (Staging staging = Staging.of(request.target())) {
      Restored restored = new Rollback(request, staging).read();
      staging.commit();
      return restored;
    }
  }

  private Restored read() throws Failure {
    try {
      return ArchiveSource.isArchive(request.dump()) ? readArchive() : readDocument();
    } catch (MalformedException e) {
      throw new Failure.Corrupt(
          request.dump() + " " + e.getMessage(), "Nothing was restored. Fetch the dump again.");
    } catch (NoSuchFileException e) {
      throw new Failure.Missing("there is no file " + request.dump(), "Name a dump.");
    } catch (IOException e) {
      throw new Failure.Corrupt(
          "cannot read " + request.dump() + ": " + e.getMessage(), "Nothing was restored.");
    }
  }

  private Restored readArchive() throws Failure, IOException {
    try (ArchiveSource source = ArchiveSource.open(request.dump())) {
      new ArchiveRestore(source, request.most(), this).run();
    }
    for (DumpedFile link : links) {
      link(link);
    }
    return new Restored(files, restored, bytes, others);
  }

  private Restored readDocument() throws Failure, IOException {
    MessageDigest digest = Digests.newSha256();
    try (InputStream file = Files.newInputStream(request.dump());
        BufferedInputStream in =
            new BufferedInputStream(new DigestInputStream(file, digest), 1 << 16)) {
      DumpReader.of(in).read(in, this);
      in.transferTo(OutputStream.nullOutputStream());
      for (DumpedFile link : links) {
        link(link);
      }
    }
    requireSum(HexFormat.of().formatHex(digest.digest()));
    return new Restored(files, restored, bytes, others);
  }

  /// Where the checksums of the dump lie beside it, they must hold.
  private void requireSum(String sha256) throws Failure {
    String name = String.valueOf(request.dump().getFileName());
    int dot = name.lastIndexOf('.');
    Path sums = request.dump().resolveSibling(name.substring(0, Math.max(0, dot)) + ".sha256");
    if (dot <= 0 || !Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(sums)) {
        if (line.endsWith("  " + name) && !line.startsWith(sha256)) {
          throw new Failure.Corrupt(
              request.dump() + " is not what " + sums + " says",
              "Nothing was restored. Fetch both again.");
        }
      }
    } catch (IOException e) {
      throw new Failure.Corrupt("cannot read " + sums + ": " + e.getMessage(), "");
    }
  }

  @Override
  public void file(DumpedFile file) throws Failure {
    if (Thread.currentThread().isInterrupted()) {
      throw new Failure.Cancelled();
    }
    files++;
    boolean directory = file.mode() == TreeEntry.DIRECTORY || file.mode() == FileMode.SUBMODULE;
    String wrong = paths.problem(file.path(), directory);
    if (wrong != null) {
      unsafe(file, wrong);
    } else if (directory) {
      directory(file);
    } else if (file.content() == null) {
      other(file, file.state(), false, "its content is not in the dump");
    } else {
      verify(file, file.content());
      if (file.mode() == FileMode.SYMLINK) {
        links.add(file);
      } else {
        write(file, file.content());
      }
    }
  }

  @Override
  public void stream(DumpedFile head, InputStream content) throws Failure, IOException {
    files++;
    String wrong = paths.problem(head.path(), false);
    if (wrong != null) {
      unsafe(head, wrong);
      return;
    }
    MessageDigest digest = Digests.newSha256();
    Counted counted = new Counted(new DigestInputStream(content, digest));
    String problem = null;
    if (staging == null) {
      counted.transferTo(OutputStream.nullOutputStream());
    } else {
      problem = staging.file(head.path(), counted, head.mode() == FileMode.EXECUTABLE);
    }
    if (problem == null) {
      require(head, counted.count(), HexFormat.of().formatHex(digest.digest()));
    }
    written(head, counted.count(), !head.state().equals("redacted"), problem);
  }

  @Override
  public void hardLink(DumpedFile head, RepoPath first) throws Failure {
    files++;
    boolean known = paths.isFile(first);
    String wrong = paths.problem(head.path(), false);
    if (wrong == null && !known) {
      wrong = "is another name of a file that does not stand before it";
    }
    if (wrong != null) {
      unsafe(head, wrong);
      return;
    }
    written(head, 0, true, staging == null ? null : staging.copy(first, head.path()));
  }

  @Override
  public void special(DumpedFile head) throws Failure {
    files++;
    unsafe(head, "is a device, a pipe, or what only one program knows");
  }

  /// The content must be what the dump says of it, unless secrets are hidden in it.
  private static void verify(DumpedFile file, byte[] content) throws Failure {
    if (file.sha256() != null) {
      require(file, content.length, Digests.sha256Hex(content));
    }
  }

  private static void require(DumpedFile file, long size, String sha256) throws Failure {
    if (file.sha256() != null && (size != file.size() || !sha256.equals(file.sha256()))) {
      throw new Failure.Corrupt(
          shown(file) + " has other content than its digest says",
          "The dump was changed since it was made; nothing was restored.");
    }
  }

  private void directory(DumpedFile file) throws Failure {
    if (staging != null) {
      String problem = staging.directory(file.path());
      if (problem != null) {
        other(file, file.state(), false, problem);
        return;
      }
    }
    if (file.mode() == FileMode.SUBMODULE) {
      other(file, file.state(), true, "an empty directory stands in its place");
    } else {
      restored++;
    }
  }

  private void write(DumpedFile file, byte[] content) throws Failure {
    String problem =
        staging == null
            ? null
            : staging.file(file.path(), content, file.mode() == FileMode.EXECUTABLE);
    written(file, content.length, file.isWhole(), problem);
  }

  private void link(DumpedFile file) throws Failure {
    byte[] content = file.content() == null ? new byte[0] : file.content();
    String target = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1);
    String wrong = SafePaths.linkProblem(file.path(), target);
    if (wrong != null) {
      unsafe(file, wrong);
      return;
    }
    String problem = staging == null ? null : staging.link(file.path(), content);
    written(file, content.length, file.isWhole(), problem);
  }

  private void written(DumpedFile file, long size, boolean whole, @Nullable String problem) {
    if (problem != null) {
      other(file, "unwritten", false, problem);
      return;
    }
    bytes += size;
    if (whole) {
      restored++;
    } else {
      other(file, file.state(), true, "secrets are hidden in it");
    }
  }

  private void unsafe(DumpedFile file, String why) throws Failure {
    if (!request.skipUnsafe()) {
      throw new Failure.Corrupt(
          "the dump holds a path that must not be written: " + shown(file) + " " + why,
          "Nothing was restored. --skip-unsafe leaves such paths out, and --allow-unportable takes"
              + " names that only other systems cannot hold.");
    }
    other(file, "unsafe", false, why);
  }

  private void other(DumpedFile file, String state, boolean written, String reason) {
    others.add(
        new Restored.Other(
            Redactor.standalone(file.path().text()), state, written, Redactor.standalone(reason)));
  }

  private static String shown(DumpedFile file) {
    return Redactor.standalone(file.path().text()).value();
  }
}
