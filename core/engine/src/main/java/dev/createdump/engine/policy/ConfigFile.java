package dev.createdump.engine.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of a configuration file, and how its name says to read it.
///
/// @param name as people know it
/// @param text without a byte order mark
record ConfigFile(String name, Style style, String text) {
  /// Far above any that is written by hand; bounds the parser's work on a hostile one.
  static final int MAX_BYTES = 1 << 20;

  enum Style {
    /// `create-dump.toml`.
    OWN,
    /// `pyproject.toml`: the table `tool.create-dump`, in either tool's keys.
    PYPROJECT,
    /// `create_dump.toml` of the original tool, with or without `tool.create-dump` around it.
    ORIGINAL;

    static Style of(String fileName) {
      return switch (fileName) {
        case "pyproject.toml" -> PYPROJECT;
        case "create_dump.toml", ".create_dump.toml" -> ORIGINAL;
        default -> OWN;
      };
    }
  }

  /// Why a file cannot be read, as part of a sentence.
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  static ConfigFile read(Path path, String name) throws UnreadableException {
    Path fileName = path.getFileName();
    return of(fileName == null ? "" : fileName.toString(), name, bytes(path));
  }

  /// @param fileName the name that says how to read it, with or without directories
  /// @param name as people know it
  static ConfigFile of(String fileName, String name, byte[] bytes) throws UnreadableException {
    if (bytes.length > MAX_BYTES) {
      throw new UnreadableException("is larger than " + ByteSize.show(MAX_BYTES));
    }
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    return new ConfigFile(name, Style.of(last), decode(bytes));
  }

  /// Whether a `pyproject.toml` has our table, or may have it and cannot be read.
  boolean configures() {
    return ParsedFile.of(this, 0).isOurs();
  }

  private static byte[] bytes(Path path) throws UnreadableException {
    if (!Files.exists(path)) {
      throw new UnreadableException("does not exist");
    }
    if (Files.isDirectory(path)) {
      throw new UnreadableException("is a directory, not a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (AccessDeniedException _) {
      throw new UnreadableException("cannot be read: permission denied");
    } catch (IOException e) {
      throw new UnreadableException("cannot be read: " + Quote.plain(String.valueOf(e), 200));
    }
  }

  private static String decode(byte[] bytes) throws UnreadableException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new UnreadableException("is not UTF-8 (save it as UTF-8)");
    }
  }
}
