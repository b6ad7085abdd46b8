package dev.createdump.engine.redact;

import dev.createdump.engine.base.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Looks at texts that are about to leave, after everything was redacted: none may hold a value
/// that was found, in any of its forms.
public final class Proof {
  /// For what was never near a secret.
  public static final Proof NOTHING_FOUND = new Proof(new ValueSearch(List.of()));

  private final ValueSearch search;

  Proof(ValueSearch search) {
    this.search = search;
  }

  /// Whether nothing was found that it looks for.
  public boolean isOfNothing() {
    return search.isEmpty();
  }

  /// Whether a secret stands in a text.
  public boolean leaks(byte[] text) {
    if (search.isEmpty()) {
      return false;
    }
    boolean[] hit = new boolean[1];
    search.search(text, 0, text.length, (_, _) -> hit[0] = true);
    return hit[0];
  }

  /// The text itself, where nothing stands in it.
  ///
  /// @param what the text is, for the failure
  /// @throws Failure.Scan where a secret does
  public String clear(String text, String what) throws Failure.Scan {
    if (leaks(text.getBytes(StandardCharsets.UTF_8))) {
      throw leaked(what);
    }
    return text;
  }

  /// As {@link #clear}, as a type that says so.
  public ProvenText prove(String text, String what) throws Failure.Scan {
    return new ProvenText(clear(text, what));
  }

  /// The failure of a text that holds a secret.
  public static Failure.Scan leaked(String what) {
    return new Failure.Scan(
        "a secret that was found would have stood in " + what,
        "Nothing was written. Please report this; excluding the path is a way around it.");
  }
}
