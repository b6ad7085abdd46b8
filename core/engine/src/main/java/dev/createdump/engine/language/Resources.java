package dev.createdump.engine.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the tables that stand beside the classes.
final class Resources {
  private Resources() {}

  static byte[] bytes(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks its table " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the table " + name, e);
    }
  }

  /// The rows of a small table, each cut at its tabs; leading lines that start with `#` are
  /// skipped.
  static List<List<String>> rows(String name) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : split(new String(bytes(name), StandardCharsets.UTF_8), '\n')) {
      boolean heading = rows.isEmpty() && line.startsWith("#");
      if (!line.isEmpty() && !heading) {
        rows.add(split(line, '\t'));
      }
    }
    return rows;
  }

  /// Cuts at every separator and keeps empty parts. Unlike `String.split` it needs no regex.
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }
}
