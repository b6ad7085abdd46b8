package dev.createdump.cli;

import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.Keys;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metadata of the GitHub Actions, made from the keys of the configuration.
///
/// An input reaches create-dump as an environment variable and in no other way: neither a shell nor
/// an argument ever holds its text.
final class ActionFiles {
  static final String IMAGE =
      "docker://ghcr.io/create-dump/create-dump:" + Version.VALUE.replace("-SNAPSHOT", "");

  /// actions/setup-java v5.7.0.
  private static final String SETUP_JAVA =
      "actions/setup-java@b6effb05e454b25005698d916606bdc6ffcbf961 # v5.7.0";

  private static final String NOTE =
      "# Generated from the keys of the configuration by ActionFilesTest.\n";

  /// The outputs that a run writes, by name.
  static final Map<String, String> OUTPUTS = outputs();

  private ActionFiles() {}

  private static Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("name", "The name of the dump, shared by all its files.");
    outputs.put("directory", "The directory of its files.");
    outputs.put("paths", "Its files, one path a line.");
    outputs.put("dump-digest", "The SHA-256 that names the dump's content.");
    outputs.put("files", "How many paths the change touches.");
    outputs.put("added", "How many lines it adds.");
    outputs.put("deleted", "How many lines it removes.");
    outputs.put("findings", "How many secrets and to-dos were found.");
    outputs.put("uris", "Where the dump is stored, one URI a line.");
    outputs.put("comment-url", "Where the comment is; empty where there is none.");
    return outputs;
  }

  /// What is no key of the configuration, but says where it is and how it is read.
  ///
  /// @param variable the variable that carries it
  record Common(String variable, String doc) {}

  /// The options that `ci` has beside the keys of the configuration, by the names of their inputs.
  static Map<String, Common> common() {
    Map<String, Common> common = new LinkedHashMap<>();
    common.put("config", new Common("CREATE_DUMP_CONFIG", "The configuration file."));
    common.put(
        "profile",
        new Common(
            "CREATE_DUMP_PROFILE", "Take the values of [profile.NAME] over those of the file."));
    common.put("policy", new Common("CREATE_DUMP_CONFIG_URI", "The URI of the central policy."));
    common.put(
        "on-violation",
        new Common(
            "CREATE_DUMP_ON_VIOLATION",
            "fail or apply: fail on a value against a policy, or take the enforced one and say"
                + " so."));
    common.put(
        "plugins", new Common("CREATE_DUMP_PLUGINS", "A directory with the jars of plugins."));
    common.put(
        "metrics",
        new Common("CREATE_DUMP_METRICS", "A file that receives metrics (OpenMetrics)."));
    common.put(
        "timings", new Common("CREATE_DUMP_TIMINGS", "A file that receives timings (OTLP/JSON)."));
    common.put(
        "log-format", new Common("CREATE_DUMP_LOG_FORMAT", "text or json: one object a line."));
    common.put(
        "max-memory", new Common("CREATE_DUMP_MAX_MEMORY", "The most memory for Java: 512MiB."));
    common.put("jobs", new Common("CREATE_DUMP_JOBS", "How many processors are used."));
    return common;
  }

  /// The variable that carries each input, in the order in which people see them.
  static Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("token", "GITHUB_TOKEN");
    common().forEach((input, common) -> variables.put(input, common.variable()));
    for (Key<?> key : Keys.ofChanges()) {
      String flag = key.flag();
      if (flag != null) {
        variables.put(flag.substring(2), key.variable());
      }
    }
    return variables;
  }

  /// The action that runs the published image.
  ///
  /// @param stage `collect`, `publish`, or empty for the whole job
  static String docker(String stage) {
    StringBuilder text = head(stage.isEmpty() ? "create-dump" : "create-dump " + stage, stage);
    inputs(text);
    text.append("outputs:\n");
    OUTPUTS.forEach((name, doc) -> described(text, name, doc));
    text.append("runs:\n  using: docker\n  image: ").append(IMAGE).append('\n');
    text.append("  args:\n    - ci\n").append(stage.isEmpty() ? "" : "    - " + stage + "\n");
    text.append("  env:\n");
    variables()
        .forEach(
            (input, variable) ->
                text.append("    ")
                    .append(variable)
                    .append(": ${{ inputs.")
                    .append(input)
                    .append(" }}\n"));
    return text.toString();
  }

  /// The action for runners without Docker: builds create-dump from the action's own checkout.
  static String fromSource() {
    StringBuilder text = head("create-dump (from source)", "");
    inputs(text);
    described(
        text, "stage", "collect or publish, for changes from forks; empty for the whole job.");
    text.append("    default: \"\"\n");
    text.append("outputs:\n");
    OUTPUTS.forEach(
        (name, doc) -> {
          described(text, name, doc);
          text.append("    value: ${{ steps.dump.outputs.").append(name).append(" }}\n");
        });
    text.append(
        """
        runs:
          using: composite
          steps:
            - uses: %s
              with:
                distribution: temurin
                java-version: "25"
            - id: dump
              shell: sh
              env:
                CREATE_DUMP_ACTION: ${{ github.action_path }}
                CREATE_DUMP_ACTION_STAGE: ${{ inputs.stage }}
        """
            .formatted(SETUP_JAVA));
    variables()
        .forEach(
            (input, variable) ->
                text.append("        ")
                    .append(variable)
                    .append(": ${{ inputs.")
                    .append(input)
                    .append(" }}\n"));
    text.append(
        """
              run: |
                case $CREATE_DUMP_ACTION_STAGE in
                "") set -- ci ;;
                collect | publish) set -- ci "$CREATE_DUMP_ACTION_STAGE" ;;
                *)
                  echo "error: stage is collect, publish or empty" >&2
                  exit 2
                  ;;
                esac
                launcher=$CREATE_DUMP_ACTION/../../create-dump
                unset CREATE_DUMP_ACTION CREATE_DUMP_ACTION_STAGE
                exec "$launcher" "$@"
        """);
    return text.toString();
  }

  private static StringBuilder head(String name, String stage) {
    String what =
        switch (stage) {
          case "collect" ->
              "The stage without rights, for changes from forks: dump, scan, gate; stores and"
                  + " comments nothing.";
          case "publish" ->
              "The stage with rights, after workflow_run: makes the dump anew from the repository's"
                  + " own objects, stores it and comments.";
          default ->
              "Evidence for every pull request: an exact, sealed, redacted dump of what it changes,"
                  + " and one comment.";
        };
    StringBuilder text = new StringBuilder(NOTE);
    text.append("name: ").append(name).append('\n');
    text.append("description: ").append(quoted(what)).append('\n');
    text.append("author: create-dump\n");
    text.append("branding:\n  icon: archive\n  color: blue\n");
    return text;
  }

  private static void inputs(StringBuilder text) {
    text.append("inputs:\n");
    described(text, "token", "The token that reads and comments.");
    text.append("    default: ${{ github.token }}\n");
    common()
        .forEach(
            (input, common) -> {
              described(text, input, common.doc());
              text.append("    default: \"\"\n");
            });
    for (Key<?> key : Keys.ofChanges()) {
      String flag = key.flag();
      if (flag != null) {
        described(text, flag.substring(2), key.doc());
        text.append("    default: \"\"\n");
      }
    }
  }

  private static void described(StringBuilder text, String name, String doc) {
    text.append("  ").append(name).append(":\n    description: ").append(quoted(doc)).append('\n');
  }

  /// Also free of the dollar that starts an expression.
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
