package dev.createdump.engine.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Counts the lines of a patch section of any size while it streams past. Slower than
/// {@link SectionFacts#of}, with which it agrees on counts and on binary content; the encoding of
/// such a section is not looked at, as its text is shown nowhere.
public final class LargeSection extends OutputStream {
  /// A hunk header's numbers stand within this many bytes.
  private static final int HEADER_BYTES = 80;

  private final byte[] lineHead = new byte[HEADER_BYTES];
  private int headLength;
  private long oldLeft;
  private long newLeft;
  private int added;
  private int deleted;
  private boolean binary;

  private LargeSection() {}

  /// Looks at a whole section.
  public static SectionFacts facts(RawDiff.Section section) throws IOException {
    LargeSection large = new LargeSection();
    section.spool().copyTo(section.start(), section.length(), large);
    large.endLine();
    SectionFacts.Text text = large.binary ? SectionFacts.Text.NONE : SectionFacts.Text.UTF_8;
    return new SectionFacts(large.added, large.deleted, large.binary, false, text);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte b = buffer[i];
      if (b == '\n') {
        endLine();
      } else if (headLength < HEADER_BYTES) {
        lineHead[headLength++] = b;
      }
    }
  }

  private void endLine() {
    String head = new String(lineHead, 0, headLength, StandardCharsets.ISO_8859_1);
    headLength = 0;
    if (oldLeft > 0 || newLeft > 0) {
      inHunk(head);
    } else if (head.startsWith("@@ -")) {
      startHunk(head);
    } else if (head.equals("GIT binary patch")) {
      binary = true;
    }
  }

  private void inHunk(String head) {
    char mark = head.isEmpty() ? ' ' : head.charAt(0);
    if (mark == '+') {
      added++;
      newLeft--;
    } else if (mark == '-') {
      deleted++;
      oldLeft--;
    } else if (mark == ' ') {
      oldLeft--;
      newLeft--;
    }
  }

  private void startHunk(String head) {
    String[] parts = head.split(" ");
    if (parts.length >= 3) {
      oldLeft = count(parts[1]);
      newLeft = count(parts[2]);
    }
  }

  /// The count of `-12,5`, 1 where it is left out.
  private static long count(String range) {
    int comma = range.indexOf(',');
    try {
      return comma < 0 ? 1 : Long.parseLong(range.substring(comma + 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
