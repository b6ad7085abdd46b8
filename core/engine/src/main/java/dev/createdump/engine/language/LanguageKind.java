package dev.createdump.engine.language;

import java.util.Locale;

/// What a language is for, as GitHub Linguist divides them.
public enum LanguageKind {
  PROGRAMMING,
  MARKUP,
  DATA,
  PROSE;

  static LanguageKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
