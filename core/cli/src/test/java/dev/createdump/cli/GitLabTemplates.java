package dev.createdump.cli;

import dev.createdump.engine.policy.Key;
import dev.createdump.engine.policy.KeyType;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Size;
import dev.createdump.engine.policy.Toggle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The GitLab CI/CD components, made from the keys of the configuration.
///
/// An input reaches create-dump as a variable that GitLab does not expand, and in no other way: no
/// script ever holds its text.
final class GitLabTemplates {
  private static final String IMAGE = ActionFiles.IMAGE.substring("docker://".length());

  private static final String NOTE =
      "# Generated from the keys of the configuration by GitLabTemplatesTest.\n";

  private GitLabTemplates() {}

  /// One component.
  ///
  /// @param stage `collect`, `publish`, or empty for the whole job
  static String component(String stage) {
    String job = stage.isEmpty() ? "create-dump" : "create-dump-" + stage;
    StringBuilder text = new StringBuilder(NOTE).append("# ").append(about(stage)).append('\n');
    text.append("spec:\n  inputs:\n");
    input(text, "job", "The name of the job.", job, List.of(), "");
    input(text, "stage", "The stage of the job.", "test", List.of(), "");
    input(text, "image", "An image with create-dump, git and a shell.", IMAGE, List.of(), "");
    ActionFiles.common()
        .forEach(
            (name, common) ->
                input(
                    text,
                    name,
                    common.doc(),
                    "",
                    name.equals("on-violation") ? List.of("", "fail", "apply") : List.of(),
                    ""));
    for (Key<?> key : Keys.ofChanges()) {
      String flag = key.flag();
      if (flag != null) {
        String value = key.equals(Keys.OUTPUT_DIR) ? "dump" : "";
        input(text, flag.substring(2), key.doc(), value, options(key.type()), regex(key));
      }
    }
    text.append("---\n\"$[[ inputs.job ]]\":\n");
    text.append("  stage: $[[ inputs.stage ]]\n");
    text.append("  image:\n    name: $[[ inputs.image ]]\n    entrypoint: [\"\"]\n");
    text.append(rules(stage));
    text.append("  variables:\n    GIT_DEPTH: \"0\" # else create-dump fetches what is missing\n");
    variables()
        .forEach(
            (name, variable) ->
                text.append("    ")
                    .append(variable)
                    .append(":\n      value: \"$[[ inputs.")
                    .append(name)
                    .append(" ]]\"\n      expand: false\n"));
    text.append("  script:\n    - create-dump ci").append(stage.isEmpty() ? "" : " " + stage);
    return text.append('\n').append(artifacts(stage)).toString();
  }

  /// The variable that carries each input.
  static Map<String, String> variables() {
    Map<String, String> variables = ActionFiles.variables();
    variables.remove("token");
    return variables;
  }

  private static String about(String stage) {
    return switch (stage) {
      case "collect" ->
          "Stage one of two, for merge requests from forks: needs no token and stores nothing.";
      case "publish" ->
          "Stage two of two: for a pipeline of the default branch that a webhook of merge request\n"
              + "# events triggers. Stores the dump and writes the note; runs nothing of the fork.";
      default -> "The whole job, for merge requests and the default branch.";
    };
  }

  /// Only one run of a merge request writes at a time; of two the newer one counts.
  private static String rules(String stage) {
    return switch (stage) {
      case "collect" ->
          """
            rules:
              - if: $CI_PIPELINE_SOURCE == "merge_request_event"
            interruptible: true
          """;
      case "publish" ->
          """
            rules:
              - if: $CI_PIPELINE_SOURCE == "trigger" && $TRIGGER_PAYLOAD
            resource_group: create-dump-publish
          """;
      default ->
          """
            rules:
              - if: $CI_PIPELINE_SOURCE == "merge_request_event"
              - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE == "push"
            interruptible: true
            resource_group: create-dump-$CI_COMMIT_REF_SLUG
          """;
    };
  }

  private static String artifacts(String stage) {
    String reports =
        """
            reports:
              codequality: $[[ inputs.out ]]/gl-code-quality-report.json
              secret_detection: $[[ inputs.out ]]/gl-secret-detection-report.json
              dotenv: $[[ inputs.out ]]/create-dump.env
        """;
    return "  artifacts:\n    when: always\n    paths:\n      - $[[ inputs.out ]]\n"
        + (stage.equals("publish") ? "" : reports);
  }

  private static List<String> options(KeyType<?> type) {
    List<String> options = new ArrayList<>();
    if (type instanceof Toggle) {
      options.addAll(List.of("", "true", "false"));
    } else if (type.typeName().equals("string") && !type.choices().isEmpty()) {
      options.add("");
      options.addAll(type.choices());
    }
    return options;
  }

  private static String regex(Key<?> key) {
    if (key.equals(Keys.OUTPUT_DIR)) {
      return "^[A-Za-z0-9_][A-Za-z0-9_./-]*$"; // artifacts lie below the project's directory
    }
    return key.type() instanceof Size ? "^([0-9]+ ?[A-Za-z]*)?$" : "";
  }

  private static void input(
      StringBuilder text,
      String name,
      String doc,
      String value,
      List<String> options,
      String regex) {
    text.append("    ").append(name).append(":\n      type: string\n");
    text.append("      description: ").append(ActionFiles.quoted(doc)).append('\n');
    text.append("      default: ").append(ActionFiles.quoted(value)).append('\n');
    if (!options.isEmpty()) {
      List<String> quoted = options.stream().map(ActionFiles::quoted).toList();
      text.append("      options: [").append(String.join(", ", quoted)).append("]\n");
    }
    if (!regex.isEmpty()) {
      text.append("      regex: ").append(ActionFiles.quoted(regex)).append('\n');
    }
  }
}
