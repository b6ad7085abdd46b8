package dev.createdump.cli;

import dev.createdump.engine.CreateTreeDump;
import dev.createdump.engine.TreeFormat;
import dev.createdump.engine.TreePacking;
import dev.createdump.engine.TreeRequest;
import dev.createdump.engine.TreeRun;
import dev.createdump.engine.WarmUp;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.source.GitDirectory;
import dev.createdump.engine.source.TreeSources;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump single`: the dump of a whole tree.
final class SingleCommand implements Command {
  private static final int LONGEST_INSTRUCTIONS = 1 << 20;

  private static final List<Key<?>> SELECTION =
      List.of(
          Keys.SELECT_EXCLUDE,
          Keys.TREE_MATCH,
          Keys.TREE_CONTAINS,
          Keys.TREE_NOT_CONTAINS,
          Keys.TREE_LANGUAGES,
          Keys.TREE_MIN_SIZE,
          Keys.TREE_MAX_SIZE,
          Keys.TREE_EXPORT_IGNORE,
          Keys.OUTPUT_MAX_FILE_SIZE);

  private static final List<Key<?>> OTHERS =
      List.of(
          Keys.OUTPUT_DIR,
          Keys.OUTPUT_NAME,
          Keys.TREE_ORDER,
          Keys.TREE_TOC,
          Keys.TREE_LINE_NUMBERS,
          Keys.TREE_STRIP,
          Keys.TREE_TOKENS,
          Keys.TREE_TOKENIZER,
          Keys.TREE_MAX_TOKENS,
          Keys.TREE_WITH,
          Keys.SCAN_SECRETS,
          Keys.SCAN_FAIL_ON,
          Keys.REPORT_TITLE,
          Keys.PLUGINS_FORMATS,
          Keys.CACHE_USE,
          Keys.CACHE_DIR,
          Keys.UPLOAD);

  private static final List<Key<?>> COMMITS =
      List.of(Keys.TREE_COMMIT, Keys.TREE_AUTHOR, Keys.TREE_SINCE, Keys.TREE_UNTIL);

  private static final List<Key<?>> KEYS = keys();

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(List.of(Keys.SELECT_INCLUDE));
    keys.addAll(SELECTION);
    keys.addAll(COMMITS);
    keys.addAll(OTHERS);
    keys.addAll(Keys.SIGN);
    return List.copyOf(keys);
  }

  @Override
  public CommandSpec spec() {
    return spec(Typed.ALL);
  }

  @Override
  public CommandSpec spec(Typed typed) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Dumps a whole tree into one document: what git tracks of a work tree, its index, a"
                + " revision, or all files of a directory. Links are never followed.",
            "")
        .footer(
            "",
            "What could not be read is named, and ends with exit code 3. `create-dump rollback`"
                + " restores the files of md, json, jsonl and archives.",
            "",
            "Examples:",
            "  create-dump single",
            "  create-dump single src --format xml --exclude '*.svg' --out dump",
            "  create-dump single --rev v1.2 --format json --embed-binary",
            "  create-dump single --format tar.zst --split-size 100MiB --out dump",
            "  create-dump single --diff-since main --format xml --max-tokens 100000",
            "  create-dump single --author ann@ --since 90d --with authors --format md,csv",
            "  create-dump single --watch --out /tmp/dump",
            "  create-dump single /etc/nginx --format md,csv --json");
    addRoot(spec);
    addSource(spec, typed);
    new OptionGroup(typed)
        .add(since("Take only what changed", "; what is gone is listed"))
        .add(
            OptionSpec.builder("--watch")
                .type(Watching.Kind.class)
                .arity("0..1")
                .fallbackValue("auto")
                .paramLabel("auto|poll")
                .description(
                    "Make the dump again, under one name that ends with `latest` (or --name),"
                        + " whenever the tree changed, until Ctrl-C; poll looks itself, for file"
                        + " systems that tell nothing."))
        .addTo(spec);
    addKeys(spec, typed);
    new OptionGroup(typed).add(DumpOptions.jobs()).addTo(spec);
    return spec;
  }

  static void addKeys(CommandSpec spec, Typed typed) {
    OptionGroup selection = new OptionGroup(typed);
    selection.add(DumpOptions.alsoNamed(Keys.SELECT_INCLUDE, "--files"));
    DumpOptions.keys(selection, SELECTION).addTo(spec, "What is taken of it:", 1);
    DumpOptions.keys(new OptionGroup(typed), COMMITS)
        .addTo(spec, "Of it, only files that a commit changed which meets all of these:", 2);
    DumpOptions.keys(DumpOptions.keys(new OptionGroup(typed), OTHERS), Keys.SIGN)
        .addTo(spec, "What is made of it:", 3);
    DumpOptions.addConfiguration(spec, typed);
    DumpOptions.addSpeech(spec, typed);
  }

  static OptionSpec.Builder since(String what, String more) {
    return OptionSpec.builder("--diff-since")
        .type(String.class)
        .paramLabel("REVISION")
        .description(what + " since the merge base with a revision, in full" + more + ".");
  }

  static void addRoot(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(Path.class)
            .arity("0..1")
            .paramLabel("ROOT")
            .description("The directory; default: the current one.")
            .build());
  }

  static void addSource(CommandSpec spec, Typed typed) {
    new OptionGroup(typed)
        .add(
            OptionSpec.builder("--rev")
                .type(String.class)
                .paramLabel("REVISION")
                .description("Take the files of a revision instead of those on disk."))
        .flag("--index", "Take what is staged.")
        .flag("--untracked", "Take files too that git neither tracks nor ignores (.gitignore).")
        .flag("--all-files", "Take all files, whatever git says of them.")
        .add(
            OptionSpec.builder("--format")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("FORMAT")
                .completionCandidates(names())
                .description(
                    "Forms in which the dump is written: md (default), json, jsonl, txt and xml for"
                        + " language models, html for people; csv, yaml, toml and inventory (JSON)"
                        + " without content; archives: zip, tar, tar.gz, tar.zst. May be repeated."))
        .add(
            OptionSpec.builder("--level")
                .type(Integer.class)
                .paramLabel("N")
                .description(
                    "How hard archives are compressed: zip and tar.gz 0-9 (default 6), tar.zst 1-19"
                        + " (default 3)."))
        .add(
            OptionSpec.builder("--split-size")
                .type(String.class)
                .paramLabel("SIZE")
                .description(
                    "Part archives into volumes of this size, such as 100MiB: NAME.zip.001 and so on;"
                        + " `cat` joins them."))
        .add(
            OptionSpec.builder("--instructions")
                .type(Path.class)
                .paramLabel("FILE")
                .description(
                    "Put the text of a file at the head, for whoever or whatever reads it."))
        .flag("--embed-binary", "Put content that is no text into md, json and jsonl as base64.")
        .addTo(spec);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (TreeFormat format : TreeFormat.values()) {
      names.add(format.id());
    }
    return names;
  }

  @Override
  public void prepare() {
    WarmUp.start();
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Progress events = Progress.of(session, options);
    return isWatched(options)
        ? new Watching(options, session, events).run()
        : once(options, session, request(options, session), events);
  }

  /// `batch run` asks for trees too, and watches none.
  private static boolean isWatched(ParseResult options) {
    return options.commandSpec().findOption("--watch") != null
        && options.hasMatchedOption("--watch");
  }

  /// One run, told.
  private static int once(
      ParseResult options, Session session, TreeRequest request, Progress events) throws Failure {
    return new TreeResult(session.console(), options).tell(made(options, session, request, events));
  }

  /// One run, of which nothing is told yet.
  static TreeRun made(ParseResult options, Session session, TreeRequest request, Progress events)
      throws Failure {
    TreeRun run;
    try {
      run =
          new CreateTreeDump(
                  () -> Stores.find(SingleCommand.class.getClassLoader()),
                  PluginOptions.host(options, session),
                  events)
              .run(request);
    } finally {
      events.clear();
    }
    if (run instanceof TreeRun.Made made) {
      session.measures().dump(made.outcome());
    }
    return run;
  }

  static TreeRequest request(ParseResult options, Session session) throws Failure {
    Path root = options.matchedPositionalValue(0, Path.of(""));
    Path project = GitDirectory.workTreeOf(root).orElse(root);
    ConfigSources config = DumpOptions.sources(options, session, KEYS, project);
    return new TreeRequest(
        root,
        choice(options),
        options.matchedOptionValue("--rev", ""),
        formats(options),
        options.hasMatchedOption("--embed-binary"),
        packing(options),
        config,
        session.environment(),
        CiDetector.detect(session.environment()),
        RunClock.of(session.environment()),
        Version.VALUE,
        options.hasMatchedOption("--dry-run"),
        new TreeRequest.Detail(
            options.matchedOptionValue("--diff-since", ""),
            instructions(options.matchedOptionValue("--instructions", null)),
            options.hasMatchedOption("--verbose"),
            isWatched(options)));
  }

  private static String instructions(@Nullable Path file) throws Failure {
    if (file == null) {
      return "";
    }
    try {
      if (Files.size(file) > LONGEST_INSTRUCTIONS) {
        throw new Failure.Usage(
            file + " has more than " + LONGEST_INSTRUCTIONS + " bytes",
            "Give shorter instructions.");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Failure.Missing("there is no file " + file, "Name one with --instructions.");
    } catch (CharacterCodingException e) {
      throw new Failure.Usage(file + " is no UTF-8", "Store the instructions as UTF-8.");
    } catch (IOException e) {
      throw new Failure.Missing("cannot read " + file + ": " + e.getMessage(), "");
    }
  }

  private static TreePacking packing(ParseResult options) throws Failure {
    Integer level = options.matchedOptionValue("--level", (Integer) null);
    String size = options.matchedOptionValue("--split-size", (String) null);
    return new TreePacking(level, size == null ? 0 : Sizes.parse("--split-size", size));
  }

  private static TreeSources.Choice choice(ParseResult options) throws Failure {
    List<String> given = new ArrayList<>();
    for (String flag : List.of("--rev", "--index", "--untracked", "--all-files")) {
      if (options.hasMatchedOption(flag)) {
        given.add(flag);
      }
    }
    if (given.size() > 1) {
      throw new Failure.Usage(
          String.join(" and ", given) + " each name other files", "Run it once for each.");
    }
    return switch (given.isEmpty() ? "" : given.getFirst()) {
      case "--index" -> TreeSources.Choice.INDEX;
      case "--untracked" -> TreeSources.Choice.UNTRACKED;
      case "--all-files" -> TreeSources.Choice.EVERYTHING;
      default -> TreeSources.Choice.TRACKED;
    };
  }

  private static List<TreeFormat> formats(ParseResult options) throws Failure {
    List<String> given = options.matchedOptionValue("--format", List.of("md"));
    Set<TreeFormat> formats = new LinkedHashSet<>();
    for (String some : given) {
      for (String name : some.split(",", -1)) {
        if (!names().contains(name)) {
          throw new Failure.Usage(
              "a tree has no format " + name, "One of " + String.join(", ", names()) + ".");
        }
        formats.add(TreeFormat.valueOf(name.replace('.', '_').toUpperCase(Locale.ROOT)));
      }
    }
    return List.copyOf(formats);
  }
}
