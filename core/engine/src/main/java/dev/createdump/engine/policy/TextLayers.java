package dev.createdump.engine.policy;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.policy.ConfigSources.FlagValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// The layers whose values are texts: environment variables and flags.
final class TextLayers {
  private final Layers layers;
  private final Problems problems;

  TextLayers(Layers layers, Problems problems) {
    this.layers = layers;
    this.problems = problems;
  }

  /// Every variable that is a key's; one with our prefix that only looks like a key's is refused,
  /// as a misspelt rule would otherwise be no rule.
  void environment(Environment environment) {
    TreeSet<String> unread = new TreeSet<>();
    for (String name : environment.variables().keySet()) {
      if (name.startsWith(Key.PREFIX) && environment.get(name).isPresent()) {
        unread.add(name);
      }
    }
    if (unread.isEmpty()) {
      return;
    }
    for (Key<?> key : Keys.ALL) {
      String shortcut = key.shortcut();
      if (shortcut != null && unread.remove(shortcut)) {
        variable(key, shortcut, environment);
      }
      if (unread.remove(key.variable())) {
        variable(key, key.variable(), environment);
      }
    }
    for (String name : unread) {
      refuseIfLikeAKey(name);
    }
  }

  private void variable(Key<?> key, String name, Environment environment) {
    environment
        .get(name)
        .ifPresent(text -> add(key, List.of(text), true, new Origin.Variable(name)));
  }

  private void refuseIfLikeAKey(String name) {
    if (Keys.OTHER_VARIABLES.contains(name)) {
      return;
    }
    List<String> known = new ArrayList<>(Keys.OTHER_VARIABLES);
    for (Key<?> key : Keys.ALL) {
      known.add(key.variable());
      String shortcut = key.shortcut();
      if (shortcut != null) {
        known.add(shortcut);
      }
    }
    String closest = Suggest.closest(name, known);
    if (!closest.isEmpty() || isInASection(name)) {
      problems.add(
          new Problem(new Origin.Variable(Quote.plain(name, 80)), "", "is no key", "", closest));
    }
  }

  private static boolean isInASection(String name) {
    for (Section section : Keys.SECTIONS) {
      String prefix = Key.PREFIX + section.name().toUpperCase(Locale.ROOT) + "_";
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /// @throws IllegalArgumentException where the command line names a key that does not exist
  void flags(List<FlagValue> flags) {
    for (FlagValue flag : flags) {
      add(key(flag.key()), flag.values(), false, new Origin.Flag(flag.flag()));
    }
  }

  private static Key<?> key(String name) {
    for (Key<?> key : Keys.ALL) {
      if (key.name().equals(name)) {
        return key;
      }
    }
    throw new IllegalArgumentException("no key " + name);
  }

  private <T> void add(Key<T> key, List<String> texts, boolean split, Origin origin) {
    T value = key.type().fromTexts(texts, split, new Sink(problems, key.name(), origin));
    if (value != null) {
      layers.add(new Setting<>(key, value, origin));
    }
  }
}
