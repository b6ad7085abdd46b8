package dev.createdump.engine.sign;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An element of ASN.1 in the distinguished encoding (X.690), as far as timestamps and signatures
/// need it.
///
/// @param tag the first byte
/// @param encoded the whole element
/// @param start where its content begins in that
record Der(int tag, byte[] encoded, int start) {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  /// Reads one element that is the whole content.
  ///
  /// @throws IllegalArgumentException where it is none, or not all
  static Der of(byte[] content) {
    List<Der> elements = all(content);
    if (elements.size() != 1) {
      throw new IllegalArgumentException("not one ASN.1 element");
    }
    return elements.getFirst();
  }

  private static List<Der> all(byte[] content) {
    List<Der> elements = new ArrayList<>();
    int at = 0;
    while (at < content.length) {
      Der element = read(content, at);
      elements.add(element);
      at += element.encoded().length;
    }
    return elements;
  }

  private static Der read(byte[] bytes, int at) {
    int left = bytes.length - at;
    if (left < 2 || (bytes[at] & 0x1F) == 0x1F) {
      throw new IllegalArgumentException("no ASN.1 element");
    }
    int first = bytes[at + 1] & 0xFF;
    int more = first < 0x80 ? 0 : first - 0x80;
    if (first == 0x80 || more > 4 || left < 2 + more) {
      throw new IllegalArgumentException("an ASN.1 length that is not definite");
    }
    long length = more == 0 ? first : 0;
    for (int i = 0; i < more; i++) {
      length = length << 8 | (bytes[at + 2 + i] & 0xFF);
    }
    if (length > left - 2 - more) {
      throw new IllegalArgumentException("an ASN.1 element ends too early");
    }
    int end = at + 2 + more + (int) length;
    return new Der(bytes[at] & 0xFF, Arrays.copyOfRange(bytes, at, end), 2 + more);
  }

  byte[] content() {
    return Arrays.copyOfRange(encoded, start, encoded.length);
  }

  /// The elements within.
  List<Der> parts() {
    return all(content());
  }

  /// The element with a position and a tag.
  Der part(int index, int expected) {
    List<Der> parts = parts();
    if (index >= parts.size() || parts.get(index).tag() != expected) {
      throw new IllegalArgumentException("an ASN.1 structure of another kind");
    }
    return parts.get(index);
  }

  boolean isOid(String hex) {
    return tag == OID && Arrays.equals(content(), java.util.HexFormat.of().parseHex(hex));
  }

  BigInteger number() {
    if (tag != INTEGER) {
      throw new IllegalArgumentException("no ASN.1 integer");
    }
    return new BigInteger(content());
  }

  static byte[] integer(BigInteger value) {
    return wrap(INTEGER, value.toByteArray());
  }

  /// Writes an element around the given contents.
  static byte[] wrap(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] bytes = BigInteger.valueOf(length).toByteArray();
      int skip = bytes[0] == 0 ? 1 : 0;
      out.write(0x80 + bytes.length - skip);
      out.write(bytes, skip, bytes.length - skip);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
