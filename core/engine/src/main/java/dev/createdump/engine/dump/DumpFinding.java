package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeText;

/// Something the scan found, without the secret itself.
///
/// @param kind secret or to-do
/// @param rule the rule's id, such as `github-token`, or the tag, such as `FIXME`
/// @param change whether the change brings it, takes it away or merely shows it
/// @param fileIndex the position of its path in the ledger, or -1 where it stands in a title,
/// commit message or other text around the change
/// @param path where it stands, or the name of that other place, such as `pull request title`
/// @param line the line, from 1, on the new side (on the old side where it is resolved); 0 for none
/// @param column the column in bytes, from 1; 0 for none
/// @param text the line or the to-do's text, redacted
/// @param mark the keyed short hash by which equal secrets are recognised; empty for to-dos
/// @param commit the commit of the change that brings it, where the commits were looked at one by
/// one and the change as a whole does not show it; else empty
public record DumpFinding(
    Kind kind,
    String rule,
    Change change,
    int fileIndex,
    SafeText path,
    int line,
    int column,
    SafeText text,
    String mark,
    String commit) {

  /// A finding of the change as a whole.
  public DumpFinding(
      Kind kind,
      String rule,
      Change change,
      int fileIndex,
      SafeText path,
      int line,
      int column,
      SafeText text,
      String mark) {
    this(kind, rule, change, fileIndex, path, line, column, text, mark, "");
  }

  /// Whether the change brings it, be it into the repository's history alone.
  public boolean isBrought() {
    return change == Change.INTRODUCED || change == Change.TRANSIENT;
  }

  /// The first digits of the commit that brings it, empty where none is named.
  public String shortCommit() {
    return commit.substring(0, Math.min(12, commit.length()));
  }

  /// What was found.
  public enum Kind {
    SECRET,
    TODO
  }

  /// What the change does with it.
  public enum Change {
    /// On an added line.
    INTRODUCED,
    /// Added by a commit of the change and gone again at its end; it stays in the history.
    TRANSIENT,
    /// On a removed line, and not added elsewhere.
    RESOLVED,
    /// On a context line, or moved.
    PRESENT
  }
}
