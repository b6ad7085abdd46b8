package dev.createdump.engine.tree;

import dev.createdump.engine.base.Utf8;
import dev.createdump.engine.dump.TextForm;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a file's content is encoded, so exactly that text made of it gives the same bytes again.
final class TextFacts {
  /// git looks for a zero in so many bytes to tell what is binary (`buffer_is_binary`).
  private static final int BINARY_PROBE = 8000;

  private static final byte[] LFS_MARK =
      "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_POINTER = 1024;

  private TextFacts() {}

  static TextForm form(byte[] content) {
    if (startsWith(content, 0xFF, 0xFE)) {
      return wide(content, TextForm.UTF_16LE);
    }
    if (startsWith(content, 0xFE, 0xFF)) {
      return wide(content, TextForm.UTF_16BE);
    }
    for (int i = 0; i < Math.min(content.length, BINARY_PROBE); i++) {
      if (content[i] == 0) {
        return TextForm.BINARY;
      }
    }
    if (Utf8.isValid(content)) {
      return TextForm.UTF_8;
    }
    return isLegacyText(content) ? TextForm.WINDOWS_1252 : TextForm.UNKNOWN;
  }

  /// Whether content of which only the start is known is none that git takes for binary, or UTF-16.
  static boolean mayBeText(byte[] head) {
    if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
      return true;
    }
    for (byte each : head) {
      if (each == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] content, int first, int second) {
    return content.length >= 2 && (content[0] & 0xFF) == first && (content[1] & 0xFF) == second;
  }

  /// UTF-16 where every unit makes sense; what is cut or holds half a pair would not come back.
  private static TextForm wide(byte[] content, TextForm form) {
    try {
      Charset charset = form.charset();
      String text = charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      boolean same = Arrays.equals(text.getBytes(charset), content);
      return same && text.indexOf('\0') < 0 ? form : TextForm.BINARY;
    } catch (CharacterCodingException e) {
      return TextForm.BINARY;
    }
  }

  /// No control character but white space, and none of the five places that the code page leaves
  /// empty: then every byte is a character of its own.
  private static boolean isLegacyText(byte[] content) {
    for (byte each : content) {
      int b = each & 0xFF;
      boolean control = (b < 0x20 && b != '\t' && b != '\r' && b != '\n' && b != '\f') || b == 0x7F;
      boolean empty = b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
      if (control || empty) {
        return false;
      }
    }
    return true;
  }

  /// Whether it is a Git LFS pointer, as its version 1 specification says.
  static boolean isLfsPointer(byte[] content) {
    return content.length <= LONGEST_POINTER
        && content.length >= LFS_MARK.length
        && Arrays.equals(content, 0, LFS_MARK.length, LFS_MARK, 0, LFS_MARK.length);
  }

  /// How many lines there are; one without a line feed at its end counts too.
  static int lines(byte[] content) {
    int lines = 0;
    for (byte b : content) {
      lines += b == '\n' ? 1 : 0;
    }
    return content.length > 0 && content[content.length - 1] != '\n' ? lines + 1 : lines;
  }
}
