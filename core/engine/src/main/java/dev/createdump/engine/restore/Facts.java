package dev.createdump.engine.restore;

import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.source.RepoPath;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Markdown and JSON say of a file in the same words.
final class Facts {
  static final Pattern MODE = Pattern.compile("[0-7]{6}");

  /// The state of a path in whose place stands what a plugin made of it.
  static final String PROCESSED = "processed";

  /// The state of a path that a rule left out.
  static final String EXCLUDED = "excluded";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Facts() {}

  /// Whether the dump shows a path that has content.
  static boolean isShown(JsonObject facts) throws MalformedException {
    return switch (facts.text("state")) {
      case "included", "redacted", "lfs-pointer", PROCESSED -> true;
      default -> false;
    };
  }

  static DumpedFile file(JsonObject facts, byte @Nullable [] content) throws MalformedException {
    String path = facts.text("path");
    boolean escaped = facts.has("pathEscaped") && facts.flag("pathEscaped");
    return new DumpedFile(
        escaped ? RepoPath.ofEscaped(path) : RepoPath.of(path),
        Integer.parseInt(facts.text("mode", MODE), 8),
        facts.text("state"),
        facts.count("size"),
        facts.has("sha256") ? facts.text("sha256", SHA256) : null,
        content,
        facts.has("pieces") ? facts.count("piece") : 1,
        facts.has("pieces") ? facts.count("pieces") : 1);
  }
}
