package dev.createdump.engine.central;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.policy.Facts;
import dev.createdump.engine.policy.PolicyFile;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import dev.createdump.engine.policy.PolicySource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Loads the central policies of a run: what `CREATE_DUMP_CONFIG_URI` names, what `--policy` names,
/// and what these extend. All of them hold; the flag's is the nearest.
public final class CentralPolicies {
  /// The variable that a platform sets for everybody.
  public static final String VARIABLE = "CREATE_DUMP_CONFIG_URI";

  private static final int MAX_DEPTH = 5;
  private static final int MAX_POLICIES = 16;

  /// Levels between the chain of the variable and that of the flag, and between generations.
  private static final int CHAIN = 100;

  private static final int GENERATION = 10;

  private final PolicyLoader loader;
  private final String toolVersion;
  private final LocalDate today;
  private final Map<String, PolicySource> loaded = new LinkedHashMap<>();
  private final List<String> path = new ArrayList<>();

  /// @param toolVersion empty where any is new enough
  private CentralPolicies(PolicyLoader loader, String toolVersion, LocalDate today) {
    this.loader = loader;
    this.toolVersion = toolVersion;
    this.today = today;
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofEpochDay(Math.floorDiv(now.getEpochSecond(), 86_400));
  }

  /// What was loaded.
  ///
  /// @param notes what people should be told of how it came here
  public record Loaded(Central central, List<String> notes) {
    public Loaded {
      notes = List.copyOf(notes);
    }
  }

  /// Whether there is any central policy for a run.
  public static boolean isAskedFor(@Nullable String flag, Environment environment) {
    return flag != null || environment.get(VARIABLE).isPresent();
  }

  /// Loads all policies of a run.
  ///
  /// @param flag what `--policy` names, null for nothing
  /// @param onViolation what the run asks for on a violation
  /// @param stores asked only for a policy in a store
  /// @param now the time by the wall clock: a policy that has expired is not revived by
  ///     `SOURCE_DATE_EPOCH`
  /// @throws Failure.Policy where any of them is missing, unreachable, changed, unsigned, expired
  ///     or malformed
  public static Loaded load(
      @Nullable String flag,
      OnViolation onViolation,
      Environment environment,
      Supplier<Stores> stores,
      String toolVersion,
      Instant now)
      throws Failure {
    Access access = Access.of(environment);
    try (PolicyLoader loader = new PolicyLoader(environment, access, stores, now)) {
      CentralPolicies policies = new CentralPolicies(loader, toolVersion, day(now));
      Optional<String> named = environment.get(VARIABLE);
      if (named.isPresent()) {
        policies.add(PolicyUri.parse(named.get()), 0, MAX_DEPTH * GENERATION, true);
      }
      if (flag != null) {
        policies.add(PolicyUri.parse(flag), 0, CHAIN + MAX_DEPTH * GENERATION, true);
      }
      List<PolicySource> sources = List.copyOf(policies.loaded.values());
      return new Loaded(new Central(sources, Facts.NONE, onViolation), loader.notes());
    }
  }

  /// Loads one policy and what it extends, whatever the environment names.
  public static Loaded loadOne(
      String uri, Environment environment, Supplier<Stores> stores, String toolVersion, Instant now)
      throws Failure {
    try (PolicyLoader loader = new PolicyLoader(environment, Access.of(environment), stores, now)) {
      CentralPolicies policies = new CentralPolicies(loader, toolVersion, day(now));
      policies.add(PolicyUri.parse(uri), 0, MAX_DEPTH * GENERATION, true);
      List<PolicySource> sources = List.copyOf(policies.loaded.values());
      return new Loaded(new Central(sources, Facts.NONE, OnViolation.UNSAID), loader.notes());
    }
  }

  /// Loads one policy and what it extends to hold past runs against it: that it has expired since,
  /// or asks for a newer tool, is no reason not to.
  public static Loaded loadToCompare(
      String uri, Environment environment, Supplier<Stores> stores, Instant now) throws Failure {
    try (PolicyLoader loader = new PolicyLoader(environment, Access.of(environment), stores, now)) {
      CentralPolicies policies = new CentralPolicies(loader, "", LocalDate.MIN);
      policies.add(PolicyUri.parse(uri), 0, MAX_DEPTH * GENERATION, true);
      List<PolicySource> sources = List.copyOf(policies.loaded.values());
      return new Loaded(new Central(sources, Facts.NONE, OnViolation.UNSAID), loader.notes());
    }
  }

  /// The digest of what is at a URI, in hexadecimal digits, without asking what it is.
  public static String digest(String uri, Environment environment, Supplier<Stores> stores)
      throws Failure {
    Access access = Access.of(environment);
    try (PolicyLoader loader = new PolicyLoader(environment, access, stores, Instant.EPOCH)) {
      return loader.digest(PolicyUri.parse(uri));
    }
  }

  /// Adds a policy behind those it extends.
  private void add(PolicyUri uri, int depth, int level, boolean named) throws Failure {
    String identity = uri.identity();
    if (path.contains(identity)) {
      path.add(identity);
      throw new Failure.Policy(
          "policies extend one another in a circle: "
              + Shown.of(String.join(" -> ", path.subList(path.indexOf(identity), path.size()))),
          "Take one `extends` out.");
    }
    if (depth > MAX_DEPTH || loaded.size() + path.size() >= MAX_POLICIES) {
      throw new Failure.Policy(
          "the policy "
              + uri.shown()
              + " would be one too many: at most "
              + MAX_DEPTH
              + " generations and "
              + MAX_POLICIES
              + " policies",
          "Join some of them.");
    }
    PolicySource source = loader.load(uri, level, named);
    check(source.file());
    PolicySource before = loaded.get(identity);
    if (before != null && !before.sha256().equals(source.sha256())) {
      throw new Failure.Policy(
          "the policy " + uri.shown() + " changed while it was read",
          "Run again; where that does not help, somebody answers each question with other bytes.");
    }
    if (before != null && !named) {
      return;
    }
    path.add(identity);
    int sibling = 0;
    for (String parent : source.file().parents()) {
      add(uri.parent(parent), depth + 1, level - GENERATION + Math.min(sibling++, 9), false);
    }
    path.removeLast();
    loaded.putIfAbsent(identity, source);
  }

  private void check(PolicyFile file) throws Failure.Policy {
    if (today.isAfter(file.expires())) {
      throw new Failure.Policy(
          "the policy " + file.uri() + " expired on " + file.expires(),
          "Ask " + (file.owner().isEmpty() ? "its owner" : file.owner()) + " for a new one.");
    }
    if (!toolVersion.isEmpty() && !file.admits(toolVersion)) {
      throw new Failure.Policy(
          "the policy "
              + file.uri()
              + " asks for create-dump "
              + file.minimumToolVersion()
              + ", this is "
              + toolVersion,
          "Update create-dump.");
    }
  }
}
