package dev.createdump.engine.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a value may be, and how it is read from a file, a variable or a flag.
///
/// Reading answers null after it has complained, so that all complaints of a run are heard.
public abstract sealed class KeyType<T> permits Scalar, ListOf, Tables {
  KeyType() {}

  /// The type in a word or two, for people.
  public abstract String typeName();

  /// What is allowed, as part of a sentence.
  public abstract String allowed();

  /// What stands for a value in a command's help, such as `DIR` or `hunks|full`.
  public abstract String label();

  /// Every value, where there are only a few; else empty.
  public List<String> choices() {
    return List.of();
  }

  abstract @Nullable T fromNode(TomlNode node, Sink sink);

  /// Reads what a variable or the flags of one name say.
  ///
  /// @param texts at least one
  /// @param split whether commas separate; a variable holds several values in no other way
  abstract @Nullable T fromTexts(List<String> texts, boolean split, Sink sink);
}
