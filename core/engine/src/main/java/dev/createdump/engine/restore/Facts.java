package dev.createdump.engine.restore;

import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Markdown and JSON say of a file in the same words.
final class Facts {
  static final Pattern MODE = Pattern.compile("[0-7]{6}");

  /// The state of a path in whose place stands what a plugin made of it.
  static final String PROCESSED = FileState.PROCESSED.label();

  /// The state of a path that a rule left out.
  static final String EXCLUDED = FileState.EXCLUDED.label();

  /// The states of paths whose text in the dump is not their own.
  private static final Set<String> OTHERWISE = Set.of(FileState.REDACTED.label(), PROCESSED);

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Facts() {}

  /// Whether the dump shows a path that has content.
  static boolean isShown(JsonObject facts) throws MalformedException {
    return switch (facts.text("state")) {
      case "included", "redacted", "lfs-pointer", "processed" -> true;
      default -> false;
    };
  }

  /// @throws MalformedException also where nothing tells whether the content is the file's own
  static DumpedFile file(JsonObject facts, byte @Nullable [] content) throws MalformedException {
    RepoPath path = path(facts, "pathEscaped");
    String state = facts.text("state");
    String sha256 = facts.has("sha256") ? facts.text("sha256", SHA256) : null;
    requireState(state);
    int mode = Integer.parseInt(facts.text("mode", MODE), 8);
    boolean directory = mode == TreeEntry.DIRECTORY || mode == FileMode.SUBMODULE;
    boolean own = content != null && !directory && !OTHERWISE.contains(state);
    if (own && sha256 == null) {
      throw new MalformedException(
          "has no digest of " + Redactor.standalone(path.text()).value() + " (sha256)");
    }
    return new DumpedFile(
        path,
        mode,
        state,
        facts.count("size"),
        sha256,
        content,
        facts.has("pieces") ? facts.count("piece") : 1,
        facts.has("pieces") ? facts.count("pieces") : 1);
  }

  /// The path of an object.
  ///
  /// @param flag the member that says whether bytes are escaped in it
  static RepoPath path(JsonObject facts, String flag) throws MalformedException {
    String path = facts.text("path");
    // Of half a character Java would make a question mark, and so another path.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
      throw new MalformedException(
          "has a path that is no text: " + Redactor.standalone(path).value());
    }
    return facts.has(flag) && facts.flag(flag) ? RepoPath.ofEscaped(path) : RepoPath.of(path);
  }

  private static void requireState(String state) throws MalformedException {
    for (FileState known : FileState.values()) {
      if (known.label().equals(state)) {
        return;
      }
    }
    throw new MalformedException(
        "has a file in a state that is not known: " + Redactor.standalone(state).value());
  }
}
