package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.TimeSpan;
import dev.createdump.engine.retention.KeepRules;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// A directory of dumps, and the options that say which of them are kept as they are.
final class KeepOptions {
  private KeepOptions() {}

  static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(Path.class)
            .arity("1")
            .paramLabel("DIR")
            .description("A directory with dumps, or with directories of dumps.")
            .build());
    spec.addOption(
        OptionSpec.builder("--keep-last")
            .type(Integer.class)
            .paramLabel("N")
            .description("Keep the N newest of each series, at least 1.")
            .build());
    spec.addOption(
        Specs.text("--keep-within", "TIME", "Keep what was made within this time: 12h, 90d, 8w."));
    spec.addOption(
        Specs.text(
            "--prefix", "TEXT", "Look only at dumps whose names begin so; keep the others."));
  }

  static Path directory(ParseResult options) {
    return options.matchedPositionalValue(0, Path.of(""));
  }

  /// Whether anything may be deleted.
  static boolean deletes(ParseResult options) throws Failure.Usage {
    boolean yes = options.hasMatchedOption("--yes");
    if (yes && options.hasMatchedOption("--dry-run")) {
      throw new Failure.Usage("--yes and --dry-run contradict each other", "Leave one out.");
    }
    return yes;
  }

  /// Whether any rule is given.
  static boolean any(ParseResult options) {
    return options.hasMatchedOption("--keep-last") || options.hasMatchedOption("--keep-within");
  }

  static KeepRules rules(ParseResult options) throws Failure.Usage {
    Integer last = options.matchedOptionValue("--keep-last", null);
    if (last != null && last < 1) {
      throw new Failure.Usage("--keep-last " + last + " keeps nothing", "Keep 1 or more.");
    }
    return new KeepRules(
        last,
        time(options.matchedOptionValue("--keep-within", null)),
        options.matchedOptionValue("--prefix", ""));
  }

  private static @Nullable Duration time(@Nullable String text) throws Failure.Usage {
    if (text == null) {
      return null;
    }
    Duration time =
        TimeSpan.parse(text)
            .orElseThrow(
                () ->
                    new Failure.Usage(
                        "--keep-within \"" + text + "\" is no time",
                        "Write " + TimeSpan.FORM + "."));
    if (time.isZero()) {
      throw new Failure.Usage("--keep-within " + text + " keeps nothing", "Keep an hour or more.");
    }
    return time;
  }
}
