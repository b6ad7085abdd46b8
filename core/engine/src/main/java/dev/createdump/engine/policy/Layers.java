package dev.createdump.engine.policy;

import dev.createdump.engine.policy.ResolvedValue.Overridden;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stacks the settings of all layers by the rank of their origins, in whatever order they were
/// read; the strongest one of a key wins, and then what is enforced is asked. A list replaces the
/// list below it, it never grows it.
final class Layers {
  private static final Origin DEFAULT = new Origin.Default();

  private final Map<String, List<Setting<?>>> byKey = new HashMap<>();

  /// Of two settings of the same rank, as of a variable and its short form, the later one wins.
  void add(Setting<?> setting) {
    List<Setting<?>> settings = byKey.get(setting.key().name());
    if (settings == null) {
      settings = new ArrayList<>(2);
      byKey.put(setting.key().name(), settings);
    }
    int i = settings.size();
    while (i > 0 && settings.get(i - 1).origin().rank() > setting.origin().rank()) {
      i--;
    }
    settings.add(i, setting);
  }

  void addAll(List<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      add(setting);
    }
  }

  /// The settings where nothing is enforced.
  Resolved resolve(List<String> notes) {
    return resolve(notes, null);
  }

  /// @param enforcement what is done where something is enforced; null where nothing is
  Resolved resolve(List<String> notes, @Nullable Enforcement enforcement) {
    List<ResolvedValue> resolved = new ArrayList<>(Keys.ALL.size());
    Map<String, Object> values = new LinkedHashMap<>();
    for (Key<?> key : Keys.ALL) {
      ResolvedValue value = resolve(key);
      if (enforcement != null) {
        value = enforcement.of(value);
      }
      resolved.add(value);
      values.put(key.name(), value.value());
    }
    Settings settings = Settings.of(new Values(values));
    return enforcement == null
        ? new Resolved(settings, resolved, notes)
        : new Resolved(settings, resolved, enforcement.noted(notes), enforcement.central());
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
    return new ResolvedValue(key, value(settings), last.origin(), overridden);
  }

  /// The strongest value. A variable or a flag can name a row but say no more of it: what the
  /// layers below say of the row of this name still holds.
  private static Object value(List<Setting<?>> settings) {
    Setting<?> last = settings.getLast();
    boolean named =
        last.origin() instanceof Origin.Flag || last.origin() instanceof Origin.Variable;
    Object value = last.value();
    if (named && last.key().type() instanceof Tables tables) {
      for (int i = settings.size() - 2; i >= 0; i--) {
        value = tables.filled(value, settings.get(i).value());
      }
    }
    return value;
  }
}
