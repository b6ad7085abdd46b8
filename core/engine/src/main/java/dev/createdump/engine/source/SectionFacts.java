package dev.createdump.engine.source;

import dev.createdump.engine.patch.PatchCursor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// What one pass over a patch section tells: counts, and what kind of content it is.
///
/// @param added lines added
/// @param deleted lines removed
/// @param binary whether git treats the content as binary
/// @param lfsPointer whether the text is a Git LFS pointer, as its version 1 specification says
/// @param text how the text is encoded
public record SectionFacts(int added, int deleted, boolean binary, boolean lfsPointer, Text text) {
  private static final byte[] BINARY_MARK =
      "GIT binary patch\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LFS_MARK =
      "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII);

  /// How text is encoded.
  public enum Text {
    /// No hunk, so no text.
    NONE(StandardCharsets.UTF_8),
    UTF_8(StandardCharsets.UTF_8),
    /// Some line is no UTF-8, and all such lines make sense in the Western Windows code page, which
    /// agrees with Latin-1 on all letters.
    WINDOWS_1252(Charset.forName("windows-1252")),
    /// Some line is no UTF-8 and holds control characters, so nobody can say what it is.
    UNKNOWN(StandardCharsets.ISO_8859_1);

    private final Charset charset;

    Text(Charset charset) {
      this.charset = charset;
    }

    /// How lines that are no UTF-8 are to be read.
    public Charset charset() {
      return charset;
    }
  }

  /// Looks at a whole section.
  public static SectionFacts of(byte[] section) {
    PatchCursor cursor = new PatchCursor(section);
    int added = 0;
    int deleted = 0;
    boolean lfs = false;
    Text text = Text.NONE;
    while (cursor.nextHunk()) {
      while (cursor.nextLine()) {
        added += cursor.kind() == '+' ? 1 : 0;
        deleted += cursor.kind() == '-' ? 1 : 0;
        lfs = lfs || isLfsMark(section, cursor);
        text = worse(text, lineText(section, cursor.lineStart(), cursor.lineEnd()));
      }
    }
    // Also beside text: a link that becomes a binary file has a section of each kind.
    boolean binary = contains(section, BINARY_MARK);
    return new SectionFacts(added, deleted, binary, lfs, text);
  }

  /// A pointer's first line is the version; later lines of other files may quote it.
  private static boolean isLfsMark(byte[] section, PatchCursor cursor) {
    boolean first = cursor.kind() == '-' ? cursor.oldLine() == 1 : cursor.newLine() == 1;
    int length = cursor.lineEnd() - cursor.lineStart();
    return first && length == LFS_MARK.length && startsWith(section, cursor.lineStart(), LFS_MARK);
  }

  static Text worse(Text one, Text other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// How one line is encoded.
  static Text lineText(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] >= 0) {
      i++;
    }
    return i == to ? Text.UTF_8 : beyondAscii(text, from, i, to);
  }

  private static Text beyondAscii(byte[] text, int from, int firstBeyond, int to) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text, firstBeyond, to - firstBeyond));
      return Text.UTF_8;
    } catch (CharacterCodingException e) {
      return isLegacyText(text, from, to) ? Text.WINDOWS_1252 : Text.UNKNOWN;
    }
  }

  /// Whether bytes hold no control character but white space, and none of the five places that the
  /// code page leaves empty.
  private static boolean isLegacyText(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = text[i] & 0xFF;
      boolean control = (b < 0x20 && b != '\t' && b != '\r' && b != '\f') || b == 0x7F;
      boolean empty = b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
      if (control || empty) {
        return false;
      }
    }
    return true;
  }

  /// Whether a line of the header is the mark.
  private static boolean contains(byte[] section, byte[] mark) {
    int line = 0;
    while (line + mark.length <= section.length) {
      if (startsWith(section, line, mark)) {
        return true;
      }
      while (line < section.length && section[line] != '\n') {
        line++;
      }
      line++;
    }
    return false;
  }

  private static boolean startsWith(byte[] text, int at, byte[] prefix) {
    return at + prefix.length <= text.length
        && java.util.Arrays.equals(text, at, at + prefix.length, prefix, 0, prefix.length);
  }
}
