package dev.createdump.engine.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that can be set, described once.
///
/// @param name dotted, as in a TOML file: `output.dir`
/// @param type what a value may be
/// @param defaultValue the built-in value; null only for a column that every row must give
/// @param doc one sentence for people
/// @param flag the command line's flag, where there is one
/// @param shortcut a second, shorter environment variable, where there is one
public record Key<T>(
    String name,
    KeyType<T> type,
    @Nullable T defaultValue,
    String doc,
    @Nullable String flag,
    @Nullable String shortcut) {

  /// What every environment variable of this product starts with.
  static final String PREFIX = "CREATE_DUMP_";

  static <T> Key<T> of(String name, KeyType<T> type, T defaultValue, String doc) {
    return new Key<>(name, type, defaultValue, doc, null, null);
  }

  static <T> Key<T> required(String name, KeyType<T> type, String doc) {
    return new Key<>(name, type, null, doc, null, null);
  }

  Key<T> withFlag(String value) {
    return new Key<>(name, type, defaultValue, doc, value, shortcut);
  }

  Key<T> withShortcut(String value) {
    return new Key<>(name, type, defaultValue, doc, flag, value);
  }

  /// The environment variable: `CREATE_DUMP_OUTPUT_DIR` for `output.dir`.
  public String variable() {
    return PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /// The part before the last dot; empty for a key at the top.
  public String section() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  /// The part after the last dot.
  public String leaf() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// Names are unique; comparing the rest would only cost time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key<?> key && key.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
