package dev.createdump.engine.source;

import dev.createdump.engine.patch.ObjectId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;

/// Reads the content of a commit object, as gitformat-commit describes it: header lines, an empty
/// line, the message.
final class CommitParser {
  /// The end of the year 9999, beyond which no calendar has a name for a date.
  private static final long LAST_SECOND = 253_402_300_799L;

  private final List<ObjectId> parents = new ArrayList<>();
  private String name = "";
  private String email = "";
  private long committedAt;
  private String encoding = "";

  private CommitParser() {}

  static Commit parse(ObjectId id, byte[] content) {
    return new CommitParser().read(id, content);
  }

  private Commit read(ObjectId id, byte[] content) {
    int at = 0;
    byte[] author = new byte[0];
    while (at < content.length && content[at] != '\n') {
      int end = lineEnd(content, at);
      if (startsWith(content, at, "author ")) {
        author = java.util.Arrays.copyOfRange(content, at + "author ".length(), end);
      }
      header(new String(content, at, end - at, StandardCharsets.ISO_8859_1));
      at = Math.min(end + 1, content.length);
    }
    author(decode(author));
    String message = decode(java.util.Arrays.copyOfRange(content, at, content.length)).strip();
    int paragraph = message.indexOf("\n\n");
    String subject = paragraph < 0 ? message : message.substring(0, paragraph);
    String body = paragraph < 0 ? "" : message.substring(paragraph).strip();
    return new Commit(id, parents, name, email, committedAt, oneLine(subject), body);
  }

  private void header(String line) {
    if (line.startsWith("parent ") && ObjectId.isValid(line.substring("parent ".length()))) {
      parents.add(new ObjectId(line.substring("parent ".length())));
    } else if (line.startsWith("committer ")) {
      committedAt = secondsOf(line);
    } else if (line.startsWith("encoding ")) {
      encoding = line.substring("encoding ".length()).strip();
    }
  }

  /// Reads `Name <email> seconds zone`; the name may hold anything but a line feed.
  private void author(String line) {
    int open = line.lastIndexOf('<');
    int close = line.lastIndexOf('>');
    if (open >= 0 && close > open) {
      name = line.substring(0, open).strip();
      email = line.substring(open + 1, close);
    } else {
      name = line.strip();
    }
  }

  /// A broken date is the epoch, as git itself reads it.
  private static long secondsOf(String line) {
    int close = line.lastIndexOf('>');
    String[] parts = line.substring(close + 1).strip().split(" ", 2);
    try {
      long seconds = Long.parseLong(parts[0]);
      return seconds < 0 || seconds > LAST_SECOND ? 0 : seconds;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// UTF-8 where it is valid, else the encoding the commit names, else Latin-1, which takes all.
  private String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      return new String(text, named());
    }
  }

  private Charset named() {
    try {
      return encoding.isEmpty() ? StandardCharsets.ISO_8859_1 : Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  private static String oneLine(String paragraph) {
    return paragraph.replace("\r", "").replace('\n', ' ');
  }

  private static int lineEnd(byte[] content, int from) {
    int i = from;
    while (i < content.length && content[i] != '\n') {
      i++;
    }
    return i;
  }

  private static boolean startsWith(byte[] content, int at, String ascii) {
    if (at + ascii.length() > content.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (content[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
