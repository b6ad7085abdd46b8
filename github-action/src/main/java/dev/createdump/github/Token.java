package dev.createdump.github;

import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import java.nio.charset.StandardCharsets;

/// The token that speaks for us, in a type that never prints it.
final class Token {
  /// No GitHub token is shorter than 40 characters; anything below this is a mistake, and masking
  /// a very short text would mangle every answer.
  private static final int SHORTEST = 8;

  private final String value;

  private Token(String value) {
    this.value = value;
  }

  /// @param text the token, perhaps with the newline that shells leave at its end
  static Token of(String text) throws ForgeException {
    String value = text.strip();
    if (value.length() < SHORTEST || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ForgeException(
          Code.DENIED,
          "the GitHub token is empty, cut off, or holds characters that no token has;"
              + " check the variable or secret it comes from",
          null);
    }
    return new Token(value);
  }

  String authorization() {
    return "Bearer " + value;
  }

  /// The text with `***` in place of the token: a server may echo what it was sent.
  String mask(String text) {
    return text.replace(value, "***");
  }

  byte[] mask(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(value) ? mask(text).getBytes(StandardCharsets.ISO_8859_1) : bytes;
  }

  @Override
  public String toString() {
    return "***";
  }
}
