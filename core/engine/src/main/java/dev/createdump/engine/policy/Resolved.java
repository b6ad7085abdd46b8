package dev.createdump.engine.policy;

import java.util.List;

/// The configuration of a run: complete, checked, and every value with its origin.
///
/// @param values one for each of [Keys#ALL], in that order
/// @param notes what people should be told: files and keys that were not taken
/// @param central the central policies that it satisfies
public record Resolved(
    Settings settings, List<ResolvedValue> values, List<String> notes, Central central) {
  public Resolved {
    values = List.copyOf(values);
    notes = List.copyOf(notes);
  }

  Resolved(Settings settings, List<ResolvedValue> values, List<String> notes) {
    this(settings, values, notes, Central.NONE);
  }

  /// The same with other notes.
  public Resolved withNotes(List<String> others) {
    return new Resolved(settings, values, others, central);
  }

  /// Where a key's value came from.
  public Origin origin(Key<?> key) {
    return values.stream()
        .filter(value -> value.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no key: " + key.name()))
        .origin();
  }
}
