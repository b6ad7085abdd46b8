package dev.createdump.engine.dump;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How a file's content is to be read. Text of each form can be turned into the same bytes again.
public enum TextForm {
  UTF_8(StandardCharsets.UTF_8),
  /// With a byte order mark.
  UTF_16LE(StandardCharsets.UTF_16LE),
  /// With a byte order mark.
  UTF_16BE(StandardCharsets.UTF_16BE),
  /// No UTF-8, and sensible in the Western Windows code page.
  WINDOWS_1252(Charset.forName("windows-1252")),
  /// No text: it holds zeros.
  BINARY(StandardCharsets.ISO_8859_1),
  /// No zeros, and text in no encoding that is known here.
  UNKNOWN(StandardCharsets.ISO_8859_1);

  private final Charset charset;

  TextForm(Charset charset) {
    this.charset = charset;
  }

  /// How its bytes are read; Latin-1 where they are no text.
  public Charset charset() {
    return charset;
  }

  /// The name of its encoding, such as `UTF-8`.
  public String label() {
    return charset.name();
  }

  /// The form of text in an encoding of this name, or null where there is none.
  public static @Nullable TextForm ofText(String label) {
    for (TextForm form : values()) {
      if (form.isText() && form.label().equals(label)) {
        return form;
      }
    }
    return null;
  }

  public boolean isText() {
    return this != BINARY && this != UNKNOWN;
  }

  /// Whether a byte below 128 is always the character of ASCII.
  public boolean isNarrow() {
    return this == UTF_8 || this == WINDOWS_1252;
  }

  /// The content as UTF-8; the content itself where it is that already.
  public byte[] utf8(byte[] content) {
    return this == UTF_8 ? content : new String(content, charset).getBytes(StandardCharsets.UTF_8);
  }
}
