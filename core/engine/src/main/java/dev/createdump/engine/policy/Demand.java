package dev.createdump.engine.policy;

import java.util.List;

/// What a central policy asks of one key. A value satisfies all demands on its key or none holds:
/// their conjunction is what is enforced, so that no order of reading matters.
///
/// @param values one for `FIXED`, `MIN` and `MAX`; the set for the others: values of the key's own
///     type, or of its elements', or [RowPattern]s
/// @param origin where it is written
public record Demand(Key<?> key, Kind kind, List<Object> values, Origin origin) {
  public Demand {
    values = List.copyOf(values);
  }

  /// The kinds, in the order in which values are lifted to them.
  public enum Kind {
    /// This value and no other; for a list, these elements.
    FIXED("is"),
    /// One of these; for a list, every element is.
    ONE_OF("is one of"),
    /// None of these; for a list, no element is.
    FORBID("is none of"),
    /// At least this number or size.
    MIN("is at least"),
    /// At most this number or size.
    MAX("is at most"),
    /// A list that holds all of these, whatever else.
    MUST_INCLUDE("includes");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// As a part of a sentence between a key and values.
    public String words() {
      return words;
    }

    /// As a policy names it; `FIXED` has no name there.
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// In words without the key: `is at least 10`.
  public String describe() {
    return kind.words() + " " + TomlText.of(isSingle() ? values.getFirst() : values);
  }

  /// The demand as a policy has it after the key and `=`.
  String written() {
    String value = TomlText.of(isSingle() ? values.getFirst() : values);
    return kind == Kind.FIXED ? value : "{ " + kind.id() + " = " + value + " }";
  }

  private boolean isSingle() {
    return kind == Kind.FIXED || kind == Kind.MIN || kind == Kind.MAX;
  }

  /// Whether a value of the key satisfies it.
  public boolean allows(Object value) {
    return switch (kind) {
      case FIXED -> isFixed(value);
      case MIN -> number(value) >= number(values.getFirst());
      case MAX -> number(value) <= number(values.getFirst());
      case ONE_OF -> everyElement(value, true);
      case FORBID -> everyElement(value, false);
      case MUST_INCLUDE -> missing(value).isEmpty();
    };
  }

  /// Whether a value satisfies it that is written as a line of TOML has it; one that is no value of
  /// the key does not.
  public boolean allowsWritten(String toml) {
    TomlReader.Parsed parsed = TomlReader.parse("value = " + toml + "\n");
    TomlNode node = parsed.root().entries().get("value");
    if (node == null || !parsed.errors().isEmpty()) {
      return false;
    }
    Problems problems = new Problems();
    Object value = key.type().fromNode(node, new Sink(problems, key.name(), origin));
    return value != null && problems.none() && allows(value);
  }

  private boolean isFixed(Object value) {
    Object wanted = values.getFirst();
    boolean ordered = key.type() instanceof ListOf<?> list && list.isOrdered();
    if (ordered || !(wanted instanceof List<?> all) || !(value instanceof List<?> given)) {
      return wanted.equals(value);
    }
    return all.size() == given.size() && given.containsAll(all) && all.containsAll(given);
  }

  private boolean everyElement(Object value, boolean wanted) {
    if (value instanceof List<?> elements) {
      for (Object element : elements) {
        if (names(element) != wanted) {
          return false;
        }
      }
      return true;
    }
    return names(value) == wanted;
  }

  /// Whether one of the values means this element.
  boolean names(Object element) {
    for (Object value : values) {
      if (means(value, element)) {
        return true;
      }
    }
    return false;
  }

  /// The values that no element of a list is meant by.
  List<Object> missing(Object list) {
    List<Object> missing = new java.util.ArrayList<>();
    for (Object value : values) {
      boolean there = false;
      for (Object element : (List<?>) list) {
        there |= means(value, element);
      }
      if (!there) {
        missing.add(value);
      }
    }
    return missing;
  }

  private static boolean means(Object value, Object element) {
    return value instanceof RowPattern pattern
        ? element instanceof Values row && pattern.matches(row)
        : value.equals(element);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
