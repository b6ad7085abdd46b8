package dev.createdump.engine.policy;

/// One thing wrong with the configuration.
///
/// @param origin where it stands
/// @param key the dotted key, empty where it concerns none
/// @param wrong what is wrong
/// @param allowed what would be right, empty where `wrong` says it
/// @param suggestion what was probably meant, or empty
public record Problem(Origin origin, String key, String wrong, String allowed, String suggestion) {

  /// One line: place, key, what is wrong, what is allowed, what was probably meant.
  public String describe() {
    StringBuilder line = new StringBuilder(place());
    line.append(": ");
    if (!key.isEmpty()) {
      line.append(key).append(' ');
    }
    line.append(wrong);
    if (!suggestion.isEmpty()) {
      line.append("; did you mean ").append(suggestion).append('?');
    }
    if (!allowed.isEmpty()) {
      line.append(" (allowed: ").append(allowed).append(')');
    }
    return line.toString();
  }

  /// Editors and terminals find `file:line:column` at the start of a line, so a profile's place
  /// is told that way too.
  private String place() {
    return origin instanceof Origin.InProfile in
        ? in.file() + ":" + in.line() + ":" + in.column() + ": in profile " + in.profile()
        : origin.describe();
  }
}
