package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.scan.CustomRule;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Severity;
import dev.createdump.engine.scan.pattern.PatternException;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Revisions;
import dev.createdump.engine.suppress.AllowKey;
import dev.createdump.engine.suppress.RepositoryFiles;
import dev.createdump.engine.suppress.SuppressionFiles;
import dev.createdump.engine.suppress.Suppressions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Which rules a run scans with and what silences their findings. A change does not write its own
/// excuses: the files of the branch it goes to count.
final class Silence {
  private Silence() {}

  /// Reads the files of a change's base.
  ///
  /// @throws Failure.Policy where they, or those of the head that the change touches, cannot be
  ///     understood
  static SuppressionFiles.Loaded of(
      Git git,
      Revisions.Comparison comparison,
      Settings.Scan scan,
      Request request,
      Plugins plugins)
      throws Failure {
    RepositoryFiles base = files(git, comparison.base());
    RepositoryFiles head = files(git, comparison.head());
    AllowKey key = AllowKey.of(request.environment());
    List<String> touched = touched(git, comparison);
    Suppressions.Limits limits = limits(scan, request.clock());
    List<CustomRule> patterns = patterns(scan, "");
    RuleSet rules = plugins.extend(RuleSet.standard());
    if (!touched.isEmpty()) {
      // A broken file must not get into the base, where it would stop everyone.
      SuppressionFiles.load(head, rules, patterns, key, limits);
    }
    SuppressionFiles.Loaded loaded = SuppressionFiles.load(base, rules, patterns, key, limits);
    List<String> notes = new ArrayList<>();
    for (String name : touched) {
      notes.add(
          name
              + " is changed by this change, which is judged by the version of its base "
              + comparison.base().id().abbreviated());
    }
    notes.addAll(loaded.notes());
    return new SuppressionFiles.Loaded(loaded.rules(), loaded.suppressions(), notes);
  }

  /// The same for a project within the repository, whose settings may differ; the files that
  /// silence are those of the repository.
  static SuppressionFiles.Loaded within(
      ProjectLayers.Project project,
      Git git,
      Revisions.Comparison comparison,
      Request request,
      Plugins plugins)
      throws Failure {
    Settings.Scan scan = project.config().settings().scan();
    int depth = project.config().origin(Keys.SCAN_PATTERNS).depth();
    // Numbers alone would name patterns of two projects alike.
    String owner = project.base(depth).replaceAll("[^A-Za-z0-9._]+", "-");
    return SuppressionFiles.load(
        files(git, comparison.base()),
        plugins.extend(RuleSet.standard()),
        patterns(scan, owner),
        AllowKey.of(request.environment()),
        limits(scan, request.clock()));
  }

  /// The rules alone, as they are at a commit: nothing is silenced, so no day matters.
  static RuleSet rules(Git git, Commit commit, Settings.Scan scan, Environment environment)
      throws Failure {
    Suppressions.Limits limits =
        new Suppressions.Limits(
            new HashSet<>(scan.forbidSuppression()), scan.inlineAllow(), LocalDate.MIN);
    return SuppressionFiles.load(
            files(git, commit),
            RuleSet.standard(),
            patterns(scan, ""),
            AllowKey.of(environment),
            limits)
        .rules();
  }

  private static List<String> touched(Git git, Revisions.Comparison comparison) throws Failure {
    List<String> touched = new ArrayList<>();
    RepositoryFiles before = files(git, comparison.mergeBase());
    RepositoryFiles after = files(git, comparison.head());
    for (String name : SuppressionFiles.NAMES) {
      Optional<byte[]> one = before.read(name);
      Optional<byte[]> other = after.read(name);
      if (!Arrays.equals(one.orElse(null), other.orElse(null))) {
        touched.add(name);
      }
    }
    return touched;
  }

  /// The files of a commit.
  static RepositoryFiles files(Git git, Commit commit) {
    return new RepositoryFiles() {
      @Override
      public Optional<byte[]> read(String name) throws Failure {
        return git.file(commit.id(), name, MAX_BYTES + 1);
      }

      @Override
      public String shown(String name) {
        return commit.id().abbreviated() + ":" + name;
      }
    };
  }

  static Suppressions.Limits limits(Settings.Scan scan, RunClock clock) {
    return new Suppressions.Limits(
        new HashSet<>(scan.forbidSuppression()),
        scan.inlineAllow(),
        LocalDate.ofInstant(clock.now(), ZoneOffset.UTC));
  }

  /// The patterns of the configuration as rules `custom-1`, `custom-2`, ...
  ///
  /// @param owner stands behind `custom-` for patterns of a project: `services-pay-`
  static List<CustomRule> patterns(Settings.Scan scan, String owner) throws Failure.Policy {
    List<CustomRule> rules = new ArrayList<>();
    for (String pattern : scan.patterns()) {
      String id = "custom-" + owner + (rules.size() + 1);
      try {
        rules.add(
            new CustomRule(
                id, "A pattern of scan.patterns", Severity.HIGH, List.of(), pattern, 0, 0, ""));
      } catch (PatternException e) {
        throw new Failure.Policy(
            "pattern "
                + rules.size()
                + " of scan.patterns, counted from 0, cannot be used: "
                + e.getMessage(),
            "Patterns are RE2's: no look-around, no back references, no Unicode classes.");
      }
    }
    return rules;
  }
}
