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
  private final GitProcess git;
  private final InputStream in;

  ObjectReader(GitProcess git) {
    this.git = git;
    this.in = new BufferedInputStream(git.output(), 1 << 16);
  }

  /// An object.
  ///
  /// @param id its name
  /// @param type as git calls it
  /// @param size its whole length in bytes
  /// @param head its first bytes
  record Found(ObjectId id, String type, long size, byte[] head) {
    boolean isBlob() {
      return type.equals("blob");
    }
  }

  /// Reads the first bytes of the object a revision names, or nothing where it names none.
  synchronized Optional<Found> read(String revision, int max) throws Failure {
    try {
      git.input().write((revision + "\n").getBytes(StandardCharsets.UTF_8));
      git.input().flush();
      // "<name> <type> <size>", or the revision, which may hold blanks, and what is wrong with it.
      String[] answer = line().split(" ");
      if (answer.length != 3 || !ObjectId.isValid(answer[0]) || !isSize(answer[2])) {
        return Optional.empty();
      }
      long size = Long.parseLong(answer[2]);
      byte[] head = in.readNBytes((int) Math.min(size, max));
      in.skipNBytes(size - head.length + 1);
      return Optional.of(new Found(new ObjectId(answer[0]), answer[1], size, head));
    } catch (IOException e) {
      git.await();
      throw git.failure("The repository may be damaged; try `git fsck`.");
    }
  }

  private static boolean isSize(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() < 19;
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
