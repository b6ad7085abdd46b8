package dev.createdump.engine.base;

import java.util.Map;
import java.util.Optional;

/// The environment variables of the run: read here once, handed on as a value.
///
/// @param variables the variables by name
public record Environment(Map<String, String> variables) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// The process's own environment. The only place in the product that reads it.
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /// A variable's value; an empty value counts as absent, as CI systems set what they do not know
  /// to the empty string.
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// Whether a variable has exactly this value.
  public boolean is(String name, String value) {
    return value.equals(variables.get(name));
  }

  /// Never prints values: they may be tokens.
  @Override
  public String toString() {
    return "Environment of " + variables.size() + " variables";
  }
}
