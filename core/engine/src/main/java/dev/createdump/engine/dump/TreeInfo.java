package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a dump of a tree says beyond what one of a change says. To a tree every file is added.
///
/// @param source where content came from, such as `work-tree`
/// @param below the directory of the repository that was taken, empty for all of it
/// @param bytes the size of all content that was read
/// @param unread paths that should have been read and could not be
/// @param facts one a path, in the ledger's order
/// @param taking why each path is taken that is not left out; empty where nobody asked
/// @param layout how its documents are laid out
/// @param authors what each author did, most commits first; empty where nobody asked
/// @param owners how many of the lines each author wrote, most first; empty where nobody asked
/// @param checkout what points at the commit
public record TreeInfo(
    String source,
    SafeText below,
    long bytes,
    int unread,
    List<FileFacts> facts,
    List<SafeText> taking,
    TreeLayout layout,
    List<AuthorTotal> authors,
    List<FileBlame.Share> owners,
    Checkout checkout) {
  public TreeInfo {
    facts = List.copyOf(facts);
    taking = List.copyOf(taking);
    authors = List.copyOf(authors);
    owners = List.copyOf(owners);
  }

  /// A path's content.
  ///
  /// @param size in bytes
  /// @param sha256 of its bytes; null where they were not read, and where secrets are hidden in
  ///     them, as it would tell who guessed right
  /// @param form how it is to be read; null where it has none
  /// @param tokens of the text that is shown; -1 where they were not counted
  /// @param git what git knows of it
  public record FileFacts(
      long size, @Nullable String sha256, @Nullable TextForm form, int tokens, GitFacts git) {
    /// The same where something of the content is hidden.
    public FileFacts hidden() {
      return new FileFacts(size, null, form, tokens, git);
    }
  }

  /// Whether tokens were counted.
  public boolean isCounted() {
    return !layout.tokenizer().isEmpty();
  }

  /// Of all text that is shown.
  public long tokens() {
    long tokens = 0;
    for (FileFacts fact : facts) {
      tokens += Math.max(0, fact.tokens());
    }
    return tokens;
  }

  /// Why the dump does not give the whole tree back; empty where it does.
  ///
  /// @param byState paths by state
  /// @param embedded whether content that is no text is in the dump
  public static List<String> gaps(Map<FileState, Integer> byState, boolean embedded) {
    List<String> gaps = new ArrayList<>();
    gap(gaps, byState, FileState.REDACTED, "secrets are hidden in");
    gap(gaps, byState, FileState.EXCLUDED, "left out");
    gap(gaps, byState, FileState.TOO_LARGE, "too large");
    gap(gaps, byState, FileState.PROCESSED, "made text by plugins");
    if (!embedded) {
      gap(gaps, byState, FileState.BINARY, "binary");
      gap(gaps, byState, FileState.UNDECODABLE, "undecodable");
    }
    return gaps;
  }

  private static void gap(
      List<String> gaps, Map<FileState, Integer> byState, FileState state, String what) {
    int paths = byState.getOrDefault(state, 0);
    if (paths > 0) {
      gaps.add(what + ": " + paths + (paths == 1 ? " path" : " paths"));
    }
  }
}
