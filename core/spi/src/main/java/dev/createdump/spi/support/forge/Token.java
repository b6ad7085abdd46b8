package dev.createdump.spi.support.forge;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import java.nio.charset.StandardCharsets;

/// The token that speaks for us, in a type that never prints it.
public final class Token {
  /// No forge gives shorter tokens; anything below this is a mistake, and masking a very short text
  /// would mangle every answer.
  private static final int SHORTEST = 8;

  private final String value;

  private Token(String value) {
    this.value = value;
  }

  /// @param forge the forge's name, for messages
  /// @param text the token, perhaps with the newline that shells leave at its end
  public static Token of(String forge, String text) throws ForgeException {
    String value = text.strip();
    if (value.length() < SHORTEST || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ForgeException(
          Code.DENIED,
          "the "
              + forge
              + " token is empty, cut off, or holds characters that no token has;"
              + " check the variable or secret it comes from",
          null);
    }
    return new Token(value);
  }

  /// The value of the header `Authorization`.
  public String authorization() {
    return "Bearer " + value;
  }

  /// The text with `***` in place of the token: a server may echo what it was sent.
  public String mask(String text) {
    return text.replace(value, "***");
  }

  /// The same for bytes.
  public byte[] mask(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(value) ? mask(text).getBytes(StandardCharsets.ISO_8859_1) : bytes;
  }

  @Override
  public String toString() {
    return "***";
  }
}
