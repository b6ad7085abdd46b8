package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Asks one running `git cat-file --batch` for objects.
final class ObjectReader implements AutoCloseable {
  /// Commits are small; a larger object under a commit's name is an attack on memory.
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final GitProcess git;
  private final InputStream in;

  ObjectReader(GitProcess git) {
    this.git = git;
    this.in = new BufferedInputStream(git.output());
  }

  /// An object and its name.
  record Found(ObjectId id, byte[] content) {}

  /// Reads the object a revision names, or nothing where it names none.
  Optional<Found> read(String revision) throws Failure {
    try {
      git.input().write((revision + "\n").getBytes(StandardCharsets.UTF_8));
      git.input().flush();
      // "<name> <type> <size>", or the revision followed by what is wrong with it.
      String[] answer = line().split(" ");
      if (answer.length != 3 || !ObjectId.isValid(answer[0])) {
        return Optional.empty();
      }
      int size = Integer.parseInt(answer[2]);
      if (size > MAX_BYTES) {
        throw new Failure.Source(revision + " is too large to be a commit", "");
      }
      byte[] content = in.readNBytes(size);
      in.skipNBytes(1);
      return Optional.of(new Found(new ObjectId(answer[0]), content));
    } catch (IOException | NumberFormatException e) {
      git.await();
      throw git.failure("The repository may be damaged; try `git fsck`.");
    }
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      text.append((char) c);
    }
    return text.toString();
  }

  @Override
  public void close() {
    git.close();
  }
}
