package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.StoreOptions;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.evidence.Evidence;
import dev.createdump.engine.evidence.IndexFilter;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Suggest;
import dev.createdump.engine.policy.UploadSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The options that the parts of `evidence` share: which store, and which dumps in it.
final class EvidenceOptions {
  /// Where `diff` and `ci` store is where their dumps are found again.
  private static final String STORE_VARIABLE = "CREATE_DUMP_UPLOAD";

  private EvidenceOptions() {}

  /// The stores that are installed, reached as the configuration says that is named; no file is
  /// looked for by itself, as evidence is read in any directory.
  static Evidence open(ParseResult options, Session session) throws Failure {
    Resolved config = config(options, session);
    return new Evidence(
        Stores.find(EvidenceOptions.class.getClassLoader()),
        store -> StoreOptions.context(upload(config, store), session.environment()));
  }

  private static UploadSettings upload(Resolved config, URI store) {
    for (UploadSettings upload : config.settings().uploads()) {
      if (upload.uri().replaceAll("/+$", "").equals(store.toString().replaceAll("/+$", ""))) {
        return upload;
      }
    }
    return UploadSettings.of(store.toString());
  }

  /// The configuration from the file that is named, the environment, and the flags of keys.
  static Resolved config(ParseResult options, Session session) throws Failure {
    List<ConfigSources.FlagValue> flags = new ArrayList<>();
    for (Key<?> key : Keys.SIGN) {
      String flag = String.valueOf(key.flag());
      if (options.hasMatchedOption(flag)) {
        String value = String.valueOf(options.matchedOptionValue(flag, (Object) null));
        flags.add(new ConfigSources.FlagValue(key.name(), flag, List.of(value)));
      }
    }
    return ConfigLoader.load(
        new ConfigSources(
            ProjectFiles.of(Path.of(""), "", Map.of()),
            options.matchedOptionValue("--config", null),
            null,
            session.environment(),
            flags));
  }

  /// Adds the options of the keys that say who signs.
  static void addSign(CommandSpec spec) {
    DumpOptions.addKeys(spec, "Who signs:", Keys.SIGN);
  }

  /// Adds the options that say how stores are reached.
  static void addConfig(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("--config")
            .type(Path.class)
            .paramLabel("FILE")
            .description("A configuration whose [[upload]] says how the store is reached.")
            .build());
  }

  static void addStore(CommandSpec spec) {
    addConfig(spec);
    spec.addOption(
        Specs.text("--store", "URI", "Where ids are looked for; default: " + STORE_VARIABLE + "."));
  }

  /// The store that is named, by option or variable; null where none is.
  static @Nullable URI store(ParseResult options, Environment environment) throws Failure {
    String named = options.matchedOptionValue("--store", null);
    String text = named != null ? named : environment.get(STORE_VARIABLE).orElse(null);
    return text == null ? null : uri(text);
  }

  static URI uri(String text) throws Failure {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new Failure.Usage(
          "no URI of a store: " + e.getReason(), "It looks like s3://bucket/prefix.");
    }
  }

  /// Adds the options that choose among days.
  static void addDays(CommandSpec spec) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder().validate(false).heading("%nWhich days:%n").order(1);
    days(group);
    spec.addArgGroup(group.build());
  }

  private static void days(ArgGroupSpec.Builder group) {
    group.addArg(
        Specs.text(
            "--since", "DAY", "From this day on, as yyyy-mm-dd; the day is the head commit's."));
    group.addArg(Specs.text("--until", "DAY", "Up to this day."));
  }

  /// The store that is named, by option or variable.
  static URI requiredStore(ParseResult options, Environment environment) throws Failure {
    URI store = store(options, environment);
    if (store == null) {
      throw new Failure.Usage("no store is named", "Name it, or set " + STORE_VARIABLE + ".");
    }
    return store;
  }

  /// Adds the options that choose among dumps.
  static void addFilter(CommandSpec spec) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder().validate(false).heading("%nWhich dumps:%n").order(1);
    group.addArg(Specs.text("--repo", "[[HOST/]OWNER/]NAME", "Of this repository."));
    group.addArg(
        OptionSpec.builder("--pr")
            .type(Long.class)
            .paramLabel("NUMBER")
            .description("Of this pull request.")
            .build());
    days(group);
    group.addArg(
        choice("--finding", "With such a finding. May be repeated.", IndexFilter.Kind.values()));
    List<String> states = Arrays.stream(FileState.values()).map(FileState::label).toList();
    group.addArg(
        OptionSpec.builder("--state")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(String.join(",", states))
            .completionCandidates(states)
            .description("With a path in this state. May be repeated.")
            .build());
    spec.addArgGroup(group.build());
  }

  private static OptionSpec choice(String name, String description, Enum<?>[] values) {
    List<String> words =
        Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(String.join(",", words))
        .completionCandidates(words)
        .description(description)
        .build();
  }

  /// The filter that the options describe.
  static IndexFilter filter(ParseResult options) throws Failure {
    Set<IndexFilter.Kind> findings = EnumSet.noneOf(IndexFilter.Kind.class);
    for (String word : words(options, "--finding")) {
      findings.add(one(word, "--finding", List.of(IndexFilter.Kind.values())));
    }
    Set<FileState> states = EnumSet.noneOf(FileState.class);
    for (String word : words(options, "--state")) {
      states.add(one(word, "--state", List.of(FileState.values())));
    }
    return new IndexFilter(
        options.matchedOptionValue("--repo", null),
        options.matchedOptionValue("--pr", null),
        day(options, "--since"),
        day(options, "--until"),
        null,
        findings,
        states);
  }

  /// The words of an option that may be repeated and takes commas.
  static List<String> words(ParseResult options, String name) {
    List<String> given = options.matchedOptionValue(name, List.of());
    return given.stream().flatMap(text -> Arrays.stream(text.split(",", -1))).toList();
  }

  /// The constant of a word, in any case, with dashes for underscores.
  static <E extends Enum<E>> E one(String word, String option, List<E> values) throws Failure {
    String wanted = word.replace('-', '_').toUpperCase(Locale.ROOT);
    for (E value : values) {
      if (value.name().equals(wanted)) {
        return value;
      }
    }
    List<String> known =
        values.stream().map(v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
    String near = Suggest.closest(word, known);
    throw new Failure.Usage(
        option + " knows no " + word,
        near.isEmpty() ? "One of " + String.join(", ", known) + "." : "Did you mean " + near + "?");
  }

  private static @Nullable LocalDate day(ParseResult options, String name) throws Failure {
    String text = options.matchedOptionValue(name, null);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Failure.Usage(name + " " + text + " is no day", "Write it as 2026-11-21.");
    }
  }

  /// Adds the store that a command is about.
  static void addStoreOperand(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .arity("0..1")
            .paramLabel("URI")
            .description("The store; default: " + STORE_VARIABLE + ".")
            .build());
  }

  /// Adds the dumps that a command is about.
  static void addTargets(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1..*")
            .paramLabel("DIR|URI|ID")
            .description("A directory or manifest, a dump's URI or id, or a store's URI.")
            .build());
  }
}
