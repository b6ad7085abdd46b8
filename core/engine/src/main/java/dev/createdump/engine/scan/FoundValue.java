package dev.createdump.engine.scan;

import dev.createdump.engine.scan.value.ValueShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The bytes of something found: a secret's value, or a to-do's text. Never prints itself.
public final class FoundValue {
  /// Shorter values occur by chance.
  private static final int SHORTEST_DISTINCTIVE = 6;

  /// From here on a value of one kind of characters is no everyday word any more.
  private static final int LONG = 16;

  private final byte[] bytes;

  private FoundValue(byte[] bytes) {
    this.bytes = bytes;
  }

  public static FoundValue of(byte[] bytes) {
    return new FoundValue(bytes.clone());
  }

  static FoundValue of(byte[] text, int from, int to) {
    return new FoundValue(Arrays.copyOfRange(text, from, to));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  /// The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Each line of the value without the white space around it, empty lines left out. A backslash
  /// and an `n` end a line too: that is how JSON and source text hold keys.
  public List<FoundValue> lines() {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    Stream<String> lines =
        latin.replace("\\n", "\n").lines().map(String::strip).filter(line -> !line.isEmpty());
    return lines.map(line -> of(line.getBytes(StandardCharsets.ISO_8859_1))).toList();
  }

  /// Whether the value is so unlike a word or number that its every appearance is the secret. A
  /// password `postgres` or `12345` is hidden where it was found as a password, and nowhere else.
  public boolean isDistinctive() {
    if (bytes.length < SHORTEST_DISTINCTIVE) {
      return false;
    }
    return bytes.length >= LONG || ValueShape.of(bytes, 0, bytes.length).kinds() >= 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FoundValue value && Arrays.equals(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
