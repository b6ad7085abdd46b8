package dev.createdump.engine;

import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Whether a name may be written down where it is kept: no rule finds a secret in it. Confined to
/// one thread at a time.
final class Harmless implements Predicate<String> {
  /// Names come again and again; more of them are looked at anew.
  private static final int MOST = 1 << 16;

  private final Scanner scanner;
  private final Set<String> known = new HashSet<>();

  Harmless(RuleSet rules) {
    this.scanner = new Scanner(rules);
  }

  @Override
  public boolean test(String name) {
    if (known.contains(name)) {
      return true;
    }
    if (!scanner.scanText(name.getBytes(StandardCharsets.UTF_8)).isEmpty()) {
      return false;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.add(name);
  }
}
