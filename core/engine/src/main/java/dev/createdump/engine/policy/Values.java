package dev.createdump.engine.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Values by key, each of its key's type: the settings before they are a [Settings], or one row of
/// a list of tables. A column of a row that was not set is not there and has its default.
public final class Values {
  /// By name: a record's own hash code would be computed over its whole description.
  private final Map<String, Object> byName;

  Values(Map<String, Object> byName) {
    this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /// @throws NullPointerException where there is neither a value nor a default
  @SuppressWarnings("unchecked") // a value is only ever stored after its key's type made it
  public <T> T get(Key<T> key) {
    Object value = byName.get(key.name());
    return (T) Objects.requireNonNull(value == null ? key.defaultValue() : value, key.name());
  }

  /// The values by name, in the order of their description.
  public Map<String, Object> byName() {
    return byName;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values && byName.equals(values.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.toString();
  }
}
