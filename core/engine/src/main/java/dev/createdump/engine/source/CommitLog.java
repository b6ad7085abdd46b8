package dev.createdump.engine.source;

import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what `git log` writes in the form {@link #format}: fields that end with NUL, which no
/// commit's header or message holds.
final class CommitLog {
  private static final int MAX_FIELD_BYTES = 16 << 20;

  /// The end of the year 9999.
  private static final long LAST_SECOND = 253_402_300_799L;

  private final InputStream in;
  private final boolean messages;

  CommitLog(InputStream in, boolean messages) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.messages = messages;
  }

  static String format(boolean messages) {
    return "--format=%H%x00%P%x00%at%x00%ct%x00%aN%x00%aE%x00" + (messages ? "%B%x00" : "");
  }

  /// The next commit; null at the end.
  @Nullable LoggedCommit next() throws IOException {
    int first = in.read();
    while (first == '\n') {
      first = in.read();
    }
    if (first < 0) {
      return null;
    }
    ObjectId id = new ObjectId((char) first + text());
    List<ObjectId> parents = new ArrayList<>();
    for (String parent : text().split(" ", -1)) {
      if (!parent.isEmpty()) {
        parents.add(new ObjectId(parent));
      }
    }
    return new LoggedCommit(
        id, parents, seconds(text()), seconds(text()), text(), text(), messages ? text() : "");
  }

  /// A broken date is the epoch, as git itself reads it.
  static long seconds(String text) {
    try {
      long seconds = Long.parseLong(text);
      return seconds < 0 || seconds > LAST_SECOND ? 0 : seconds;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private String text() throws IOException {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    for (int b = in.read(); b != 0; b = in.read()) {
      if (b < 0) {
        throw new EOFException("git broke off within a commit");
      }
      if (field.size() < MAX_FIELD_BYTES) {
        field.write(b);
      }
    }
    return decode(field.toByteArray());
  }

  /// git writes UTF-8 where the commit names its encoding rightly. What is none is read as Latin-1,
  /// which takes all.
  static String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      return new String(text, StandardCharsets.ISO_8859_1);
    }
  }
}
