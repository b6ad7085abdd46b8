package dev.createdump.engine.policy;

/// Where in a text: line and column, counted from 1 in characters.
public record Place(int line, int column) {
  /// The text as a whole.
  static final Place WHOLE = new Place(0, 0);
}
