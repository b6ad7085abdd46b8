package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.ConfigSources.FlagValue;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import dev.createdump.engine.policy.RandomRules.Rule;
import dev.createdump.engine.policy.RandomRules.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The algebra of `docs/policy.md`, over random policies and layers.
class AlgebraPropertyTest {
  private static final int ROUNDS = 1500;

  /// One random world: policies of up to three levels, and what the layers below say.
  private static final class World {
    private final List<List<String>> defaults = new ArrayList<>();
    private final List<List<Rule>> rules = new ArrayList<>();
    private final Map<String, Value> file = new TreeMap<>();

    /// The files of projects around one another, the outermost first.
    private final List<Map<String, Value>> within = new ArrayList<>();

    private final Map<String, Value> environment = new TreeMap<>();
    private final Map<String, Value> flags = new TreeMap<>();

    World(SplittableRandom random) {
      RandomRules make = new RandomRules(random);
      for (int level = random.nextInt(1, 4); level > 0; level--) {
        Map<String, String> presets = new TreeMap<>();
        for (int n = random.nextInt(3); n > 0; n--) {
          Value value = make.value();
          presets.put(value.key(), value.toml());
        }
        defaults.add(List.copyOf(presets.values()));
        Map<String, Rule> demands = new TreeMap<>();
        for (int n = random.nextInt(4); n > 0; n--) {
          Rule rule = make.rule();
          demands.put(rule.toml().substring(0, rule.toml().indexOf(' ')), rule);
        }
        rules.add(List.copyOf(demands.values()));
      }
      for (int depth = random.nextInt(3); depth > 0; depth--) {
        within.add(new TreeMap<>());
      }
      List<Map<String, Value>> layers = new ArrayList<>(List.of(file, environment, flags));
      layers.addAll(within);
      for (Map<String, Value> layer : layers) {
        for (int n = random.nextInt(3); n > 0; n--) {
          Value value = make.value();
          layer.put(value.key(), value);
        }
      }
    }

    Central central(OnViolation onViolation, Random order) {
      List<PolicySource> sources = new ArrayList<>();
      for (int level = 0; level < rules.size(); level++) {
        List<String> presets = new ArrayList<>(defaults.get(level));
        List<String> demands = new ArrayList<>(rules.get(level).stream().map(Rule::toml).toList());
        Collections.shuffle(presets, order);
        Collections.shuffle(demands, order);
        String text =
            "[enforce]\n"
                + String.join("\n", demands)
                + "\n[defaults]\n"
                + String.join("\n", presets);
        PolicyFile policy = Policies.parse("https://p/" + level, text, level);
        sources.add(new PolicySource(policy, "", false, "", PolicySource.Arrival.FETCHED, 0));
      }
      Collections.shuffle(sources, order);
      return new Central(sources, Facts.NONE, onViolation);
    }

    ConfigSources sources(Central central) {
      Map<String, String> variables = new HashMap<>();
      environment.forEach((key, value) -> variables.put(variable(key), value.text()));
      List<FlagValue> given = new ArrayList<>();
      flags.forEach(
          (key, value) -> given.add(new FlagValue(key, "--f", List.of(value.text().split(",")))));
      List<ProjectFiles> projects = new ArrayList<>();
      String directory = "p";
      for (Map<String, Value> own : within) {
        projects.add(ProjectFiles.of(Path.of("."), directory, "c", toml(own)));
        directory += "/p";
      }
      return new ConfigSources(
          ProjectFiles.of(Path.of("."), "c", toml(file)),
          null,
          null,
          new Environment(variables),
          given,
          central,
          projects);
    }

    private static Map<String, byte[]> toml(Map<String, Value> layer) {
      StringBuilder toml = new StringBuilder();
      layer.values().forEach(value -> toml.append(value.toml()).append('\n'));
      return Map.of("create-dump.toml", toml.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// What the strongest of the layers says of a key, worked out by hand; null where none does.
    @Nullable Value strongest(String key) {
      List<Map<String, Value>> layers = new ArrayList<>(List.of(file));
      layers.addAll(within);
      layers.addAll(List.of(environment, flags));
      Value strongest = null;
      for (Map<String, Value> layer : layers) {
        strongest = layer.getOrDefault(key, strongest);
      }
      return strongest;
    }

    boolean satisfiedBy(Settings settings) {
      return rules.stream().flatMap(List::stream).allMatch(rule -> rule.holds().test(settings));
    }
  }

  private static String variable(String key) {
    return "CREATE_DUMP_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static @Nullable Resolved load(ConfigSources sources) throws Failure {
    try {
      return ConfigLoader.load(sources);
    } catch (Failure.Policy e) {
      return null;
    }
  }

  @Test
  void theResultIsNeverWeakerThanWhatIsEnforced() throws Failure {
    int accepted = 0;
    int applied = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      World world = new World(new SplittableRandom(seed));
      Random order = new Random(seed);
      Resolved strict = load(world.sources(world.central(OnViolation.FAIL, order)));
      Resolved lenient = load(world.sources(world.central(OnViolation.APPLY, order)));
      assertThat(strict == null || world.satisfiedBy(strict.settings())).as("%s", seed).isTrue();
      assertThat(lenient == null || world.satisfiedBy(lenient.settings())).as("%s", seed).isTrue();
      assertThat(strict == null || lenient != null).as("what holds needs no mending").isTrue();
      if (strict != null && lenient != null) {
        assertThat(lenient.settings()).as("%s", seed).isEqualTo(strict.settings());
      }
      accepted += strict == null ? 0 : 1;
      applied += lenient == null ? 0 : 1;
    }
    // Neither always refuses.
    assertThat(accepted).isBetween(ROUNDS / 5, ROUNDS * 9 / 10);
    assertThat(applied).isGreaterThan(accepted + ROUNDS / 20);
  }

  @Test
  void whatHoldsIsLeftAlone() throws Failure {
    for (int seed = 0; seed < ROUNDS; seed++) {
      World world = new World(new SplittableRandom(seed));
      Settings without = ConfigLoader.load(world.sources(Central.NONE)).settings();
      boolean presets = world.defaults.stream().anyMatch(list -> !list.isEmpty());
      if (!presets && world.satisfiedBy(without)) {
        Resolved resolved = load(world.sources(world.central(OnViolation.FAIL, new Random(seed))));
        assertThat(resolved).as("%s", seed).isNotNull();
        assertThat(resolved.settings()).isEqualTo(without);
      }
    }
  }

  @Test
  void theOrderOfReadingNeverMatters() throws Failure {
    for (int seed = 0; seed < ROUNDS / 3; seed++) {
      World world = new World(new SplittableRandom(seed));
      Resolved first = load(world.sources(world.central(OnViolation.APPLY, new Random(1))));
      for (int order = 2; order < 5; order++) {
        Resolved other = load(world.sources(world.central(OnViolation.APPLY, new Random(order))));
        assertThat(first == null).as("%s", seed).isEqualTo(other == null);
        if (first != null && other != null) {
          assertThat(other.settings()).as("%s", seed).isEqualTo(first.settings());
        }
      }
    }
  }

  /// Projects' files stand between the repository's own and what is said outside of files.
  @Test
  void theStrongestLayerThatSpeaksWins() throws Failure {
    int ofProjects = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      World world = new World(new SplittableRandom(seed));
      Resolved resolved = ConfigLoader.load(world.sources(Central.NONE));
      for (String key : List.of("source.rename_limit", "scan.fail_on", "report.comment")) {
        Value expected = world.strongest(key);
        ResolvedValue value =
            resolved.values().stream().filter(v -> v.key().name().equals(key)).findFirst().get();
        if (expected == null) {
          assertThat(value.origin()).as("%s", seed).isInstanceOf(Origin.Default.class);
        } else {
          assertThat(TomlText.of(value.value()).replace("\"", ""))
              .as("%s %s", seed, key)
              .isEqualTo(expected.text());
          ofProjects += value.origin().depth() > 0 ? 1 : 0;
        }
      }
    }
    assertThat(ofProjects).isGreaterThan(ROUNDS / 20);
  }

  @Test
  void layersMayBeReadInAnyOrder() throws Failure {
    List<Setting<?>> settings = new ArrayList<>();
    List<Origin> origins =
        List.of(
            new Origin.InPolicy("p", 1, 1, 0),
            new Origin.InPolicy("p", 1, 1, 1000),
            new Origin.InFile("f", 1, 1),
            new Origin.InFile("p/f", 1, 1, 1),
            new Origin.InFile("p/p/f", 1, 1, 2),
            new Origin.InProfile("x", "f", 1, 1),
            new Origin.InProfile("x", "p/f", 1, 1, 1),
            new Origin.Variable("V"),
            new Origin.Flag("--f"));
    for (int i = 0; i < origins.size(); i++) {
      settings.add(new Setting<>(Keys.SOURCE_RENAME_LIMIT, i + 1, origins.get(i)));
    }
    Layers sorted = new Layers();
    sorted.addAll(settings);
    Resolved expected = sorted.resolve(List.of());
    assertThat(expected.settings().source().renameLimit()).isEqualTo(origins.size());
    for (int order = 0; order < 200; order++) {
      Collections.shuffle(settings, new Random(order));
      Layers layers = new Layers();
      layers.addAll(settings);
      assertThat(layers.resolve(List.of())).isEqualTo(expected);
    }
  }

  /// Whoever reads the explanation can work out the value by hand.
  @Test
  void explainingAgreesWithResolving() throws Failure {
    for (int seed = 0; seed < ROUNDS / 3; seed++) {
      World world = new World(new SplittableRandom(seed));
      Resolved resolved = load(world.sources(world.central(OnViolation.APPLY, new Random(seed))));
      if (resolved == null) {
        continue;
      }
      for (ResolvedValue value : resolved.values()) {
        for (Demand demand : value.demands()) {
          assertThat(demand.allows(value.value())).as("%s %s", seed, value.key().name()).isTrue();
        }
        boolean taken =
            value.demands().stream().anyMatch(demand -> demand.origin().equals(value.origin()));
        if (taken) {
          Object before = value.overridden().getFirst().value();
          assertThat(value.demands()).as("%s", seed).anyMatch(demand -> !demand.allows(before));
        }
        int rank = taken ? Integer.MAX_VALUE : value.origin().rank();
        for (ResolvedValue.Overridden below : value.overridden()) {
          assertThat(below.origin().rank()).as("%s", seed).isLessThanOrEqualTo(rank);
          rank = below.origin().rank();
        }
      }
    }
  }
}
