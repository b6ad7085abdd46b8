package dev.createdump.engine.suppress;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.scan.CustomRule;
import dev.createdump.engine.scan.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Reads everything that silences findings or adds rules.
public final class SuppressionFiles {
  /// The files that are read, at the top of a repository.
  public static final List<String> NAMES =
      List.of(AllowFile.NAME, GitleaksConfig.NAME, IgnoreFile.NAME);

  private static final int MOST_NOTES = 10;

  private SuppressionFiles() {}

  /// What the files say.
  ///
  /// @param rules what to scan with
  /// @param suppressions what to report of it
  /// @param notes what people should know of the files
  public record Loaded(RuleSet rules, Suppressions suppressions, List<String> notes) {
    public Loaded {
      notes = List.copyOf(notes);
    }
  }

  /// Reads the files.
  ///
  /// @param files where they are
  /// @param own the rules to begin with
  /// @param custom rules of the configuration
  /// @throws Failure.Policy where one of them cannot be understood
  public static Loaded load(
      RepositoryFiles files,
      RuleSet own,
      List<CustomRule> custom,
      AllowKey key,
      Suppressions.Limits limits)
      throws Failure {
    List<String> notes = new ArrayList<>();
    RuleSet rules = custom.isEmpty() ? own : own.with(custom);
    List<Allowlist> allowlists = List.of();
    Optional<byte[]> config = files.read(GitleaksConfig.NAME);
    if (config.isPresent()) {
      GitleaksConfig gitleaks = new GitleaksConfig(files, rules, limits, notes);
      gitleaks.read(config.get(), GitleaksConfig.NAME);
      rules = gitleaks.applyTo(rules);
      allowlists = gitleaks.allowlists();
    }
    Optional<byte[]> list = files.read(AllowFile.NAME);
    AllowFile allow =
        list.isPresent()
            ? AllowFile.parse(list.get(), files.shown(AllowFile.NAME))
            : AllowFile.EMPTY;
    Optional<byte[]> ignored = files.read(IgnoreFile.NAME);
    IgnoreFile ignore =
        ignored.isPresent()
            ? IgnoreFile.parse(ignored.get(), new HashSet<>(rules.ids()), notes)
            : IgnoreFile.EMPTY;
    Suppressions suppressions = new Suppressions(allow, key, ignore, allowlists, limits);
    return new Loaded(rules, suppressions, shortened(notes));
  }

  /// A file of thousands of mistakes must not fill the dump with them.
  private static List<String> shortened(List<String> notes) {
    if (notes.size() <= MOST_NOTES) {
      return notes;
    }
    List<String> some = new ArrayList<>(notes.subList(0, MOST_NOTES));
    some.add("… and " + (notes.size() - MOST_NOTES) + " more notes on these files");
    return some;
  }
}
