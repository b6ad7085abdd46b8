package dev.createdump.spi.support;

import org.jspecify.annotations.Nullable;

/// Looks through an exception and its causes, as client libraries wrap what happened in layers.
public final class Causes {
  /// A chain of causes may be a circle.
  private static final int MAX_DEPTH = 20;

  private Causes() {}

  /// The exception itself or the first of its causes that has a type; null where none has.
  public static <T> @Nullable T find(Class<T> type, Throwable exception) {
    Throwable at = exception;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++, at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  /// The messages of the exception and its causes, a line each: to be searched, not to be shown.
  public static String messages(Throwable exception) {
    StringBuilder messages = new StringBuilder();
    Throwable at = exception;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++, at = at.getCause()) {
      messages.append(at.getMessage()).append('\n');
    }
    return messages.toString();
  }
}
