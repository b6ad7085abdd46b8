package dev.createdump.spi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Content to be stored: it knows its length and digest before the first byte is sent, and can be
/// opened again from the start, so that a store can retry and verify.
public interface Payload {
  /// The length in bytes, 0 or more.
  long length();

  /// The SHA-256 of the content: 64 lower-case hexadecimal digits.
  String sha256();

  /// Opens the content from its first byte; may be called any number of times, also concurrently.
  InputStream open() throws IOException;

  /// Opens the content so that it cannot be read to its last byte unless it is what was announced:
  /// a content that is shorter, longer, other or unreadable fails with {@link PayloadException}.
  /// Every store reads payloads this way.
  default InputStream openVerified() throws PayloadException {
    InputStream content;
    try {
      content = open();
    } catch (IOException e) {
      throw new PayloadException("the payload cannot be opened", e);
    }
    return VerifyingInputStream.over(this, content);
  }

  /// A payload over bytes in memory. The array is not copied and must not change afterwards.
  static Payload of(byte[] content) {
    String digest = HexFormat.of().formatHex(newSha256().digest(content));
    return new Payload() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public String sha256() {
        return digest;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }

      // The digest was made of these very bytes.
      @Override
      public InputStream openVerified() {
        return open();
      }
    };
  }

  /// A payload over a file whose length and digest are already known.
  ///
  /// @throws IllegalArgumentException where these cannot be a length and a digest
  static Payload of(Path file, long length, String sha256) {
    if (length < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "not a length and a SHA-256 in lower case: " + length + ", " + sha256);
    }
    return new Payload() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public String sha256() {
        return sha256;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }

  /// A payload over a file, read once here for its length and digest.
  static Payload of(Path file) throws IOException {
    MessageDigest digest = newSha256();
    long length;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      length = in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return of(file, length, HexFormat.of().formatHex(digest.digest()));
  }

  /// A new SHA-256, which every JDK has.
  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
