package dev.createdump.engine.restore;

import dev.createdump.engine.base.CountedInputStream;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.base.Reasons;
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
  private final List<DumpedFile> pieces = new ArrayList<>();
  private long files;
  private long restored;
  private long bytes;
  private long refused;

  /// What is asked for.
  ///
  /// @param dumps a file in Markdown, JSON or JSON Lines, or its parts, or an archive, also one of
  ///     its volumes
  /// @param target a directory that is not there yet, or is empty
  /// @param dry whether everything is checked and nothing written
  /// @param skipUnsafe whether unsafe paths are left out, instead of everything
  /// @param unportable whether names are written that other systems cannot hold
  /// @param most how many bytes may come of an archive; 0 for a hundred times its size, or 1 GiB
  public record Request(
      List<Path> dumps,
      Path target,
      boolean dry,
      boolean skipUnsafe,
      boolean unportable,
      long most) {}

  private Rollback(Request request, @Nullable Staging staging) {
    this.request = request;
    this.paths = new SafePaths(request.unportable());
    this.staging = staging;
  }

  /// One that writes nothing, and only counts what is refused where nothing is allowed.
  static Rollback judge() {
    return new Rollback(new Request(List.of(), Path.of(""), true, true, false, 0), null);
  }

  /// Restores.
  ///
  /// @throws Failure.Corrupt where the dump is none, is not what its digests say, or holds what
  /// must
  ///     not be written
  /// @throws Failure.Output where the target is there already, or cannot be written
  public static Restored run(Request request) throws Failure {
    for (Path dump : request.dumps()) {
      requireFile(dump);
    }
    if (request.dry()) {
      return new Rollback(request, null).read();
    }
    try (Staging staging = Staging.of(request.target())) {
      Restored restored = new Rollback(request, staging).read();
      staging.commit();
      return restored;
    }
  }

  /// A pipe would be waited for, and has no end that it could be read again from.
  private static void requireFile(Path dump) throws Failure {
    if (Files.exists(dump) && !Files.isRegularFile(dump)) {
      throw new Failure.Usage(
          dump + (Files.isDirectory(dump) ? " is a directory" : " is no plain file"),
          "Name a file of a dump: NAME.md, NAME.json, NAME.jsonl, or an archive.");
    }
  }

  private Restored read() throws Failure {
    Path first = request.dumps().getFirst();
    if (isArchive(first)) {
      named(first, () -> readArchive(first));
    } else {
      for (Path dump : DumpParts.of(request.dumps())) {
        named(dump, () -> readDocument(dump));
      }
      requireNoPiece();
    }
    makeLinks();
    return new Restored(files, restored, bytes, others);
  }

  private void makeLinks() throws Failure {
    for (DumpedFile link : links) {
      link(link);
    }
    links.clear();
  }

  /// How many paths were unsafe, when all were seen.
  long refused() throws Failure {
    makeLinks();
    return refused;
  }

  private boolean isArchive(Path first) throws Failure {
    boolean[] archive = new boolean[1];
    named(first, () -> archive[0] = ArchiveSource.isArchive(first));
    if (archive[0] && request.dumps().size() > 1) {
      throw new Failure.Usage(
          first + " is an archive, and others were named beside it",
          "Name one archive; its volumes are found beside it.");
    }
    return archive[0];
  }

  /// Reads something of a dump.
  private interface Reading {
    void run() throws Failure, IOException;
  }

  /// Says of what was read what is wrong with it.
  private static void named(Path dump, Reading reading) throws Failure {
    try {
      reading.run();
    } catch (MalformedException e) {
      throw new Failure.Corrupt(
          dump + " " + e.getMessage(), "Nothing was restored. Fetch the dump again.");
    } catch (NoSuchFileException e) {
      throw new Failure.Missing("there is no file " + dump, "Name a dump.");
    } catch (IOException e) {
      throw new Failure.Corrupt(
          "cannot read " + dump + ": " + Reasons.of(e), "Nothing was restored.");
    }
  }

  private void readArchive(Path dump) throws Failure, IOException {
    try (ArchiveSource source = ArchiveSource.open(dump)) {
      new ArchiveRestore(source, request.most(), this).run();
    }
  }

  private void readDocument(Path dump) throws Failure, IOException {
    MessageDigest digest = Digests.newSha256();
    try (InputStream file = Files.newInputStream(dump);
        BufferedInputStream in =
            new BufferedInputStream(new DigestInputStream(file, digest), 1 << 16)) {
      DumpReader.of(in).read(in, sink(dump));
      in.transferTo(OutputStream.nullOutputStream());
    }
    requireSum(dump, HexFormat.of().formatHex(digest.digest()));
  }

  private DumpReader.Sink sink(Path dump) {
    return new DumpReader.Sink() {
      @Override
      public void mark(PartMark mark) throws Failure {
        if (!mark.altered().isEmpty()) {
          throw new Failure.Usage(
              dump + " was made to be read: " + Redactor.standalone(mark.altered()).value(),
              "Nothing was restored. Make a dump without --strip and --line-numbers.");
        }
      }

      @Override
      public void leftOut(long paths) {
        if (paths == 0) {
          return;
        }
        files += paths;
        others.add(
            new Restored.Other(
                Redactor.standalone("(" + paths + (paths == 1 ? " path)" : " paths)")),
                "excluded",
                false,
                Redactor.standalone("left out of the dump, whose manifest names them")));
      }

      @Override
      public void file(DumpedFile file) throws Failure {
        piece(file);
      }
    };
  }

  /// Puts the pieces of a file together, which come one after the other.
  private void piece(DumpedFile file) throws Failure {
    byte[] content = file.content();
    if (pieces.isEmpty() && file.pieces() == 1) {
      file(file);
      return;
    }
    boolean next =
        content != null
            && file.piece() == pieces.size() + 1
            && file.pieces() > 1
            && (pieces.isEmpty() || pieces.getFirst().path().equals(file.path()))
            && (pieces.isEmpty() || pieces.getFirst().pieces() == file.pieces());
    if (!next) {
      throw new Failure.Corrupt(
          "the pieces of " + shown(pieces.isEmpty() ? file : pieces.getFirst()) + " do not fit",
          "Nothing was restored. Fetch all parts of the dump again.");
    }
    pieces.add(file);
    if (file.piece() == file.pieces()) {
      java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
      for (DumpedFile each : pieces) {
        byte[] some = each.content();
        whole.writeBytes(some == null ? new byte[0] : some);
      }
      pieces.clear();
      file(file.with(whole.toByteArray()));
    }
  }

  private void requireNoPiece() throws Failure {
    if (!pieces.isEmpty()) {
      throw new Failure.Corrupt(
          shown(pieces.getFirst()) + " breaks off", "Nothing was restored. Fetch the dump again.");
    }
  }

  /// Where the checksums of the dump lie beside it, they must hold.
  private static void requireSum(Path dump, String sha256) throws Failure {
    String name = String.valueOf(dump.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = name.substring(0, Math.max(0, dot)).replaceFirst("\\.part[0-9]+$", "");
    Path sums = dump.resolveSibling(stem + ".sha256");
    if (dot <= 0 || !Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(sums)) {
        if (line.endsWith("  " + name) && !line.startsWith(sha256)) {
          throw new Failure.Corrupt(
              dump + " is not what " + sums + " says", "Nothing was restored. Fetch both again.");
        }
      }
    } catch (IOException e) {
      throw new Failure.Corrupt("cannot read " + sums + ": " + Reasons.of(e), "");
    }
  }

  @Override
  public void file(DumpedFile file) throws Failure {
    if (Thread.currentThread().isInterrupted()) {
      throw new Failure.Cancelled();
    }
    files++;
    boolean directory = file.mode() == TreeEntry.DIRECTORY || file.mode() == FileMode.SUBMODULE;
    // Only what is written is judged: a path without content may be what another one was before,
    // as after a renaming, and takes no place from it.
    if (file.state().equals(Facts.PROCESSED)) {
      other(file, file.state(), false, "the dump holds the text that a plugin made of it");
      return;
    }
    byte[] content = file.content();
    if (directory ? file.state().equals(Facts.EXCLUDED) : content == null) {
      other(file, file.state(), false, "its content is not in the dump");
      return;
    }
    String wrong = paths.problem(file.path(), directory);
    if (wrong != null) {
      unsafe(file, wrong);
    } else if (directory || content == null) {
      directory(file);
    } else {
      verify(file, content);
      if (file.mode() == FileMode.SYMLINK) {
        links.add(file);
      } else {
        write(file, content);
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
    CountedInputStream counted = new CountedInputStream(new DigestInputStream(content, digest));
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
  public void refuse(DumpedFile head, String why) throws Failure {
    files++;
    unsafe(head, why);
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
    refused++;
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
