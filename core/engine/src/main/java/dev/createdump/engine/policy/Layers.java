package dev.createdump.engine.policy;

import dev.createdump.engine.policy.ResolvedValue.Overridden;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Stacks the settings of all layers, the weakest first; the last one of a key wins. A list
/// replaces the list below it, it never grows it.
final class Layers {
  private static final Origin DEFAULT = new Origin.Default();

  private final Map<String, List<Setting<?>>> byKey = new HashMap<>();

  void add(Setting<?> setting) {
    List<Setting<?>> settings = byKey.get(setting.key().name());
    if (settings == null) {
      settings = new ArrayList<>(2);
      byKey.put(setting.key().name(), settings);
    }
    settings.add(setting);
  }

  void addAll(List<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      add(setting);
    }
  }

  Resolved resolve(List<String> notes) {
    List<ResolvedValue> resolved = new ArrayList<>(Keys.ALL.size());
    Map<String, Object> values = new LinkedHashMap<>();
    for (Key<?> key : Keys.ALL) {
      ResolvedValue value = resolve(key);
      resolved.add(value);
      values.put(key.name(), value.value());
    }
    return new Resolved(Settings.of(new Values(values)), resolved, notes);
  }

  private ResolvedValue resolve(Key<?> key) {
    Object builtIn = Objects.requireNonNull(key.defaultValue(), key.name());
    List<Setting<?>> settings = byKey.get(key.name());
    if (settings == null) {
      return new ResolvedValue(key, builtIn, DEFAULT, List.of());
    }
    List<Overridden> overridden = new ArrayList<>(settings.size());
    for (int i = settings.size() - 2; i >= 0; i--) {
      overridden.add(new Overridden(settings.get(i).value(), settings.get(i).origin()));
    }
    overridden.add(new Overridden(builtIn, DEFAULT));
    Setting<?> last = settings.getLast();
    return new ResolvedValue(key, last.value(), last.origin(), overridden);
  }
}
