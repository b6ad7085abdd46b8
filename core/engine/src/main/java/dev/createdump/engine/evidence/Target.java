package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Failure;
import dev.createdump.spi.ObjectKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What people name when they mean a dump.
public sealed interface Target {
  /// The first segments of every dump's keys.
  String ROOT = "/v1/host=";

  /// How many segments the prefix of a dump has: version, host, org, repo, day, pull request, run.
  int SEGMENTS = 7;

  /// A directory, or a manifest in one.
  record Local(Path path) implements Target {}

  /// A dump in a store.
  ///
  /// @param prefix the prefix of its keys, with its slash
  /// @param manifest the file name of its manifest; null where the dump as such was named
  record Stored(URI store, String prefix, @Nullable String manifest) implements Target {}

  /// A whole store.
  record Store(URI store) implements Target {}

  /// The beginning of a dump's digest or of its head commit.
  record Id(String digits) implements Target {}

  /// Understands what was named. A file of that name comes before an id.
  ///
  /// @throws Failure.Usage where it is nothing that can be a dump
  static Target parse(String text) throws Failure.Usage {
    if (text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") && !Files.exists(path(text))) {
      return uri(text);
    }
    if (text.matches("[0-9a-f]{8,64}") && !Files.exists(path(text))) {
      return new Id(text);
    }
    return new Local(path(text));
  }

  private static Path path(String text) throws Failure.Usage {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Failure.Usage(text + " is no path, no URI and no id", "");
    }
  }

  private static Target uri(String text) throws Failure.Usage {
    int root = text.indexOf(ROOT);
    if (root < 0) {
      return new Store(parsed(text));
    }
    String key = parsed("x:" + text.substring(root)).getPath().substring(1);
    String[] segments = key.split("/", -1);
    if (segments.length < SEGMENTS || !ObjectKey.isValid(key.replaceAll("/$", ""))) {
      throw new Failure.Usage(
          text + " is a place above dumps, and no dump",
          "Name a dump, as `create-dump evidence list` prints it, or the store alone.");
    }
    String prefix = String.join("/", java.util.Arrays.asList(segments).subList(0, SEGMENTS)) + "/";
    String file = key.length() > prefix.length() ? key.substring(prefix.length()) : "";
    boolean manifest = file.endsWith(Verifier.MANIFEST);
    return new Stored(parsed(text.substring(0, root)), prefix, manifest ? file : null);
  }

  private static URI parsed(String text) throws Failure.Usage {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new Failure.Usage("no URI: " + e.getReason(), "Write blanks and the like as %20.");
    }
  }
}
