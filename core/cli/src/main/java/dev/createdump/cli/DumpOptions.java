package dev.createdump.cli;

import dev.createdump.engine.PolicyFacts;
import dev.createdump.engine.ProjectLayers;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.central.CentralPolicies;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.Central;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.KeyType;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.ListOf;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Section;
import dev.createdump.engine.policy.Tables;
import dev.createdump.engine.policy.Toggle;
import dev.createdump.engine.source.GitDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The options that `diff` and `ci` share: one for each key of the configuration that has a flag,
/// and those that say where to look and how to speak.
final class DumpOptions {
  private DumpOptions() {}

  /// Adds the options to a command.
  static void addTo(CommandSpec spec, Typed typed) {
    int order = 1;
    for (Section section : Keys.SECTIONS) {
      if (Keys.isOfTrees(section.name())) {
        continue;
      }
      keys(section.name(), typed).addTo(spec, heading(section.doc()), order++);
    }
    OptionGroup stored = keys("", typed);
    for (OptionSpec.Builder option : UploadShortForms.options()) {
      stored.add(option);
    }
    stored.addTo(spec, "Where it is stored:", order);
    addCommon(spec, typed);
    addSpeech(spec, typed);
    new OptionGroup(typed).add(jobs()).addTo(spec, "How much it takes:", 10);
  }

  /// Adds the options that say what is told, and how.
  static void addSpeech(CommandSpec spec) {
    addSpeech(spec, Typed.ALL);
  }

  static void addSpeech(CommandSpec spec, Typed typed) {
    new OptionGroup(typed)
        .flag("--dry-run", "Say what would be done; write and store nothing.")
        .flag("--json", "Print one JSON document about the result on standard output.")
        .add(
            OptionSpec.builder("--progress")
                .type(Progress.When.class)
                .paramLabel("auto|on|off")
                .defaultValue("auto")
                .description("Draw progress on standard error; auto draws on a terminal only."))
        .add(
            global(
                "--log-format", "text|json", "What is said as lines, or as one JSON object each."))
        .add(global("--metrics", "FILE", "Write what the run did as OpenMetrics to a file."))
        .add(global("--timings", "FILE", "Write how long it took as an OTLP trace in JSON."))
        .add(global("--max-memory", "SIZE", "Let Java use so much memory; at least 64MiB."))
        .flag("-q, --quiet", "Say nothing but errors.")
        .flag("-v, --verbose", "Say how each path was judged.")
        .addTo(spec, "How to speak:", 9);
  }

  /// How many processors may be used; `batch run` has another option of this name.
  static OptionSpec.Builder jobs() {
    return global("--jobs", "N", "Use so many processors; default: all there are.");
  }

  /// An option that every command has, described here and read before all others.
  private static OptionSpec.Builder global(String name, String label, String description) {
    return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
  }

  /// Adds the options of some keys.
  static void addKeys(CommandSpec spec, String heading, List<Key<?>> keys) {
    keys(new OptionGroup(Typed.ALL), keys).addTo(spec, heading, 1);
  }

  /// Adds the options of some keys to a group.
  static OptionGroup keys(OptionGroup group, List<Key<?>> keys) {
    for (Key<?> key : keys) {
      add(group, key);
    }
    return group;
  }

  /// Adds the options that say where a repository and its configuration are.
  static void addCommon(CommandSpec spec) {
    addCommon(spec, Typed.ALL);
  }

  private static void addCommon(CommandSpec spec, Typed typed) {
    OptionGroup common = new OptionGroup(typed);
    common.add(
        OptionSpec.builder("--repo")
            .type(Path.class)
            .paramLabel("DIR")
            .description("A directory in the repository; default: the current one."));
    configuration(common).addTo(spec, "Repository and configuration:", 8);
  }

  /// Adds the options that say where the configuration is, to commands that name their directory
  /// otherwise.
  static void addConfiguration(CommandSpec spec) {
    addConfiguration(spec, Typed.ALL);
  }

  static void addConfiguration(CommandSpec spec, Typed typed) {
    configuration(new OptionGroup(typed)).addTo(spec, "Configuration:", 8);
  }

  private static OptionGroup configuration(OptionGroup group) {
    return group
        .add(
            OptionSpec.builder("--config")
                .type(Path.class)
                .paramLabel("FILE")
                .description(
                    "The configuration file; default: CREATE_DUMP_CONFIG, else create-dump.toml in"
                        + " the repository."))
        .add(PluginOptions.option())
        .add(
            OptionSpec.builder("--profile")
                .type(String.class)
                .paramLabel("NAME")
                .description("Take the values of [profile.NAME] over those of the file."))
        .add(
            OptionSpec.builder("--policy")
                .type(String.class)
                .paramLabel("URI")
                .description(
                    "A central policy that holds beside the one of CREATE_DUMP_CONFIG_URI."))
        .add(
            OptionSpec.builder("--on-violation")
                .type(String.class)
                .paramLabel("fail|apply")
                .completionCandidates(List.of("fail", "apply"))
                .description(
                    "Fail on a value against a policy, or take the enforced one and say so."));
  }

  /// What a section is about, as a heading.
  private static String heading(String doc) {
    return doc.substring(0, doc.length() - 1) + ":";
  }

  /// The options for the keys of one section.
  private static OptionGroup keys(String section, Typed typed) {
    OptionGroup group = new OptionGroup(typed);
    for (Key<?> key : Keys.ALL) {
      if (key.section().equals(section) && key.flag() != null && typed.has(key.flag())) {
        add(group, key);
      }
    }
    return group;
  }

  private static void add(OptionGroup group, Key<?> key) {
    if (key.flag() != null && group.wants(key.flag())) {
      group.add(option(key, key.flag()));
    }
  }

  /// The option of a key, which has a second name besides.
  static OptionSpec.Builder alsoNamed(Key<?> key, String other) {
    String flag = String.valueOf(key.flag());
    return option(key, flag).names(flag, other);
  }

  static OptionSpec flag(String names, String description) {
    return OptionSpec.builder(names.split(", ")).description(description).build();
  }

  private static OptionSpec.Builder option(Key<?> key, String flag) {
    KeyType<?> type = key.type();
    boolean repeatable = type instanceof ListOf<?> || type instanceof Tables;
    OptionSpec.Builder option =
        OptionSpec.builder(flag)
            .description(escape(key.doc()) + (repeatable ? " May be repeated." : ""));
    if (type instanceof Toggle) {
      return option.type(Boolean.class).arity("0").negatable(true).fallbackValue("true");
    }
    option.arity("1").paramLabel(type.label()).completionCandidates(type.choices());
    return repeatable
        ? option.type(List.class).auxiliaryTypes(String.class)
        : option.type(String.class);
  }

  /// In descriptions a percent sign starts a format and an at sign starts markup.
  private static String escape(String text) {
    return text.replace("%", "%%").replace("@|", "@ |");
  }

  /// The directory that `--repo` names, or the current one.
  static Path repository(ParseResult options) {
    return options.matchedOptionValue("--repo", Path.of(""));
  }

  /// Where the configuration is looked for: the root of the work tree, wherever in it the command
  /// is run; the directory itself where it is in none.
  static Path project(ParseResult options) {
    return GitDirectory.workTreeOf(repository(options)).orElse(repository(options));
  }

  /// Resolves the configuration under these options, as the work tree has it.
  static Resolved resolve(ParseResult options, Session session) throws Failure {
    CiContext ci = CiDetector.detect(session.environment());
    ConfigSources sources = PolicyFacts.known(sources(options, session), ci, repository(options));
    Resolved whole = ConfigLoader.load(sources);
    return options.commandSpec().findOption("--project") != null
            && options.hasMatchedOption("--project")
        ? within(options, session, sources, whole)
        : whole;
  }

  /// What holds in the project that `--project` names.
  private static Resolved within(
      ParseResult options, Session session, ConfigSources sources, Resolved whole) throws Failure {
    String named = options.matchedOptionValue("--project", "").replaceAll("^(\\./)+|/+$", "");
    boolean everywhere = whole.settings().projects().isEmpty();
    Path workTree = project(options);
    ProjectLayers layers =
        everywhere
            ? ProjectLayers.among(
                sources, whole, directory -> ProjectFiles.in(workTree, directory), upTo(named))
            : ProjectLayers.onDisk(sources, whole, workTree);
    ProjectLayers.Project project = layers.of(named + "/.");
    if (project.isRoot()) {
      throw new Failure.Usage(
          Printable.lines(named) + " is in no project",
          "A project is a directory that holds a create-dump.toml and that projects.paths names,"
              + " where it names any.");
    }
    if (everywhere) {
      session
          .console()
          .say(
              "note: this is what `batch` goes by; as projects.paths is empty, `diff` and `ci` judge"
                  + " all paths by the repository's own rules");
    }
    return project.config();
  }

  /// A directory and those around it.
  private static Set<String> upTo(String directory) {
    Set<String> around = new HashSet<>();
    for (int end = directory.length(); end > 0; end = directory.lastIndexOf('/', end - 1)) {
      around.add(directory.substring(0, end));
    }
    return around;
  }

  /// What these options say of the configuration and where it is, with the central policies.
  static ConfigSources sources(ParseResult options, Session session) throws Failure {
    return sources(options, session, Keys.ALL);
  }

  /// @param keys those whose flags are options of the command
  static ConfigSources sources(ParseResult options, Session session, List<? extends Key<?>> keys)
      throws Failure {
    return sources(options, session, keys, project(options));
  }

  /// @param project where the configuration file is looked for
  static ConfigSources sources(
      ParseResult options, Session session, List<? extends Key<?>> keys, Path project)
      throws Failure {
    List<ConfigSources.FlagValue> flags = new ArrayList<>();
    for (Key<?> key : keys) {
      if (key.flag() != null && options.hasMatchedOption(key.flag())) {
        flags.add(value(options, key, key.flag()));
      }
    }
    if (keys.contains(Keys.UPLOAD)) {
      addShortForms(flags, options, session);
    }
    return new ConfigSources(
        ProjectFiles.in(project),
        configuration(options, session),
        options.matchedOptionValue("--profile", null),
        session.environment(),
        flags,
        central(options, session));
  }

  private static @Nullable Path configuration(ParseResult options, Session session) {
    Path named = options.matchedOptionValue("--config", null);
    return named != null
        ? named
        : session.environment().get("CREATE_DUMP_CONFIG").map(Path::of).orElse(null);
  }

  private static Central central(ParseResult options, Session session) throws Failure {
    String policy = options.matchedOptionValue("--policy", null);
    if (!CentralPolicies.isAskedFor(policy, session.environment())) {
      return Central.NONE;
    }
    CentralPolicies.Loaded loaded =
        CentralPolicies.load(
            policy,
            PolicyCommand.onViolation(options, session),
            session.environment(),
            () -> Stores.find(DumpOptions.class.getClassLoader()),
            Version.VALUE,
            RunClock.wallTime());
    loaded.notes().forEach(note -> session.console().say("note: " + Printable.lines(note)));
    return loaded.central();
  }

  /// The short forms join what `--upload` says; where it says nothing they stand for it.
  private static void addShortForms(
      List<ConfigSources.FlagValue> flags, ParseResult options, Session session) {
    String upload = Keys.UPLOAD.name();
    List<String> uris = UploadShortForms.uris(options, session.environment());
    if (uris.isEmpty()) {
      return;
    }
    List<String> all = new ArrayList<>();
    for (ConfigSources.FlagValue flag : flags) {
      if (flag.key().equals(upload)) {
        all.addAll(flag.values());
      }
    }
    all.addAll(uris);
    flags.removeIf(flag -> flag.key().equals(upload));
    flags.add(new ConfigSources.FlagValue(upload, "--upload", all));
  }

  private static ConfigSources.FlagValue value(ParseResult options, Key<?> key, String flag) {
    Object value = options.matchedOptionValue(flag, null);
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> texts.addAll(List.of(split(key, String.valueOf(item)))));
    } else {
      texts.add(String.valueOf(value));
    }
    return new ConfigSources.FlagValue(key.name(), typed(options, flag), texts);
  }

  /// The flag as it was typed, where it has several names.
  private static String typed(ParseResult options, String flag) {
    for (String name : options.matchedOption(flag).names()) {
      for (String word : options.originalArgs()) {
        if (word.equals(name) || word.startsWith(name + "=")) {
          return name;
        }
      }
    }
    return flag;
  }

  /// Formats may be joined by commas; patterns and URIs may hold commas.
  private static String[] split(Key<?> key, String text) {
    return key.equals(Keys.OUTPUT_FORMATS) ? text.split(",", -1) : new String[] {text};
  }
}
