package dev.createdump.engine.restore;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.source.RepoPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A directory that is filled before anything comes to its target. Nobody but this class has put
/// anything into it. Closing it without a commit takes it away.
final class Staging implements AutoCloseable {
  private final Gathering gathering;
  private final Path directory;
  private boolean committed;

  private Staging(Gathering gathering) {
    this.gathering = gathering;
    this.directory = gathering.directory();
  }

  /// @throws Failure.Output where the target is anything but absent or an empty directory
  static Staging of(Path target) throws Failure {
    return new Staging(Gathering.of(target));
  }

  /// Makes a directory.
  ///
  /// @return why it cannot be; null where it is there
  @Nullable String directory(RepoPath path) throws Failure {
    try {
      Files.createDirectories(place(path));
      return null;
    } catch (IOException e) {
      return unwritten(e);
    } catch (InvalidPathException e) {
      return "this system has no such name";
    }
  }

  /// Writes a file that is not there yet.
  ///
  /// @return why it cannot be; null where it is there
  @Nullable String file(RepoPath path, byte[] content, boolean executable) throws Failure {
    try {
      Path file = place(path);
      above(file);
      Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (executable) {
        makeExecutable(file);
      }
      return null;
    } catch (IOException e) {
      return unwritten(e);
    } catch (InvalidPathException e) {
      return "this system has no such name";
    }
  }

  /// As {@link #file(RepoPath, byte[], boolean)}, from a stream.
  @Nullable String file(RepoPath path, InputStream content, boolean executable) throws Failure {
    try {
      Path file = place(path);
      above(file);
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.transferTo(out);
      }
      if (executable) {
        makeExecutable(file);
      }
      return null;
    } catch (MalformedException e) {
      throw new Failure.Corrupt("the archive " + e.getMessage(), "Nothing was restored.");
    } catch (IOException e) {
      return unwritten(e);
    } catch (InvalidPathException e) {
      return "this system has no such name";
    }
  }

  /// Copies a file that was written before. No link stands there yet.
  ///
  /// @return why it cannot be; null where it is there
  @Nullable String copy(RepoPath first, RepoPath path) throws Failure {
    try {
      Path from = place(first);
      if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
        return "the file of which it is another name was not restored";
      }
      Path file = place(path);
      above(file);
      Files.copy(from, file, StandardCopyOption.COPY_ATTRIBUTES);
      return null;
    } catch (IOException e) {
      return unwritten(e);
    } catch (InvalidPathException e) {
      return "this system has no such name";
    }
  }

  /// For everyone who may read it, as git does.
  private static void makeExecutable(Path file) throws IOException {
    Set<PosixFilePermission> may = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    if (may.contains(PosixFilePermission.OWNER_READ)) {
      may.add(PosixFilePermission.OWNER_EXECUTE);
    }
    if (may.contains(PosixFilePermission.GROUP_READ)) {
      may.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (may.contains(PosixFilePermission.OTHERS_READ)) {
      may.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    Files.setPosixFilePermissions(file, may);
  }

  /// Makes a symbolic link that is not there yet.
  ///
  /// @return why it cannot be; null where it is there
  @Nullable String link(RepoPath path, byte[] target) throws Failure {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(target)).toString();
      Path link = place(path);
      above(link);
      Path to = Path.of(text);
      if (to.toString().equals(text)) {
        Files.createSymbolicLink(link, to);
        return null;
      }
      return linkByProgram(link, text);
    } catch (CharacterCodingException e) {
      return "its target is no UTF-8, and Java makes no such link";
    } catch (IOException e) {
      return unwritten(e);
    } catch (InvalidPathException e) {
      return "this system has no such name";
    }
  }

  /// Java takes slashes away that say nothing; the program does not.
  private static @Nullable String linkByProgram(Path link, String target)
      throws IOException, Failure {
    Process ln =
        new ProcessBuilder("ln", "-s", "-n", "--", target, link.toString())
            .redirectErrorStream(true)
            .start();
    try {
      ln.getInputStream().readAllBytes();
      return ln.waitFor() == 0 ? null : "its target cannot be written as it was";
    } catch (InterruptedException e) {
      ln.destroy();
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    }
  }

  private Path place(RepoPath path) throws IOException {
    if (!path.isText()) {
      throw new UnusableNameException("its name is no UTF-8, and Java makes no such file");
    }
    Path place = directory.resolve(path.text()).normalize();
    // The paths were judged; this is what must hold whatever was forgotten there.
    if (!place.startsWith(directory) || place.equals(directory)) {
      throw new InvalidPathException(path.text(), "leads elsewhere");
    }
    return place;
  }

  private void above(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null && !parent.equals(directory)) {
      Files.createDirectories(parent);
    }
  }

  /// A name that this system does not take is one path's trouble; everything else, a full disk say,
  /// ends the whole.
  private String unwritten(IOException e) throws Failure {
    if (e instanceof UnusableNameException
        || String.valueOf(e.getMessage()).contains("File name too long")) {
      return e instanceof UnusableNameException
          ? String.valueOf(e.getMessage())
          : "its name is too long for this system";
    }
    throw new Failure.Output(
        "cannot write below " + gathering.target() + ": " + Reasons.of(e),
        "Nothing was restored.",
        e);
  }

  /// Java has no such name.
  private static final class UnusableNameException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableNameException(String message) {
      super(message);
    }
  }

  /// Brings all of it to the target.
  void commit() throws Failure {
    gathering.commit();
    committed = true;
  }

  @Override
  public void close() {
    if (committed) {
      return;
    }
    try {
      gathering.discard();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
