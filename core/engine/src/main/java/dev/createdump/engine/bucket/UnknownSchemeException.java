package dev.createdump.engine.bucket;

import java.util.SortedSet;

/// A URI has a scheme for which there is no store: a mistake in how create-dump was called.
public final class UnknownSchemeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownSchemeException(String problem, SortedSet<String> known) {
    super(problem + "; known schemes: " + String.join(", ", known));
  }
}
