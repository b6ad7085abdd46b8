package dev.createdump.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs a workflow's steps as GitHub's runner does: one workspace, actions with their metadata's
/// inputs and variables, nothing after a failure but what asks for it. create-dump runs as a
/// process in the workspace; of other people's actions it does what their documentation promises.
final class WorkflowRun {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern EXPRESSION =
      Pattern.compile("\\$\\{\\{ (github|inputs)\\.([a-z-]+) }}");

  private final WorkflowFile workflow;
  private final Path workspace;
  private final Map<String, String> variables = new TreeMap<>();
  private final List<String> done = new ArrayList<>();
  private final ExampleStore store;
  private String said = "";
  private String failure = "";
  private int code;

  /// @param variables of every step
  WorkflowRun(
      WorkflowFile workflow, Path workspace, Map<String, String> variables, ExampleStore store) {
    this.workflow = workflow;
    this.workspace = workspace;
    this.variables.putAll(variables);
    this.store = store;
  }

  /// What the step of create-dump ended with.
  int code() {
    return code;
  }

  String said() {
    return said;
  }

  /// Why a step other than create-dump's failed; empty where none did.
  String failure() {
    return failure;
  }

  /// The actions that ran.
  List<String> done() {
    return done;
  }

  /// @param head what is checked out
  void run(RepoBuilder origin, String head) throws Exception {
    for (WorkflowFile.Step step : workflow.steps()) {
      if ((code == 0 && failure.isEmpty()) || step.always()) {
        done.add(step.action());
        run(step, origin, head);
      }
    }
  }

  private void run(WorkflowFile.Step step, RepoBuilder origin, String head) throws Exception {
    switch (step.action()) {
      case "actions/checkout" -> checkout(step, origin, head);
      case "aws-actions/configure-aws-credentials" ->
          login(step, List.of("role-to-assume", "aws-region"));
      case "google-github-actions/auth" -> login(step, List.of("workload_identity_provider"));
      case "actions/upload-artifact" -> exists(step, "path");
      case "github/codeql-action/upload-sarif" -> {
        needs("security-events");
        exists(step, "sarif_file");
      }
      default -> createDump(step);
    }
  }

  private void needs(String right) {
    if (!workflow.mayWrite(right)) {
      failure = "the job lacks " + right + ": write";
    }
  }

  private void exists(WorkflowFile.Step step, String input) {
    Path path = workspace.resolve(step.with().getOrDefault(input, ""));
    if (!Files.exists(path)) {
      failure = input + " does not exist: " + path;
    }
  }

  private void login(WorkflowFile.Step step, List<String> inputs) {
    needs("id-token");
    if (!step.with().keySet().containsAll(inputs)) {
      failure = step.action() + " lacks an input of " + inputs;
    }
    variables.putAll(store.login());
  }

  private void checkout(WorkflowFile.Step step, RepoBuilder origin, String head) throws Exception {
    String depth = step.with().getOrDefault("fetch-depth", "1");
    git("init", "--quiet");
    git("remote", "add", "origin", origin.directory().toUri().toString());
    List<String> fetch = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "origin"));
    if (!depth.equals("0")) {
      fetch.add("--depth=" + depth);
    } else {
      fetch.add("+refs/heads/*:refs/remotes/origin/*");
    }
    fetch.add("+" + head + ":refs/remotes/checked-out");
    git(fetch.toArray(String[]::new));
    git("checkout", "--quiet", "--detach", head);
  }

  private void git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).directory(workspace.toFile()).inheritIO().start();
    if (git.waitFor() != 0) {
      throw new IOException(command + " failed");
    }
  }

  private void createDump(WorkflowFile.Step step) throws Exception {
    if (!step.action().startsWith("create-dump/create-dump/")) {
      throw new IOException("this harness does not know " + step.action());
    }
    String path = step.action().substring("create-dump/create-dump/".length());
    JsonNode action = new YAMLMapper().readTree(ROOT.resolve(path).resolve("action.yml").toFile());
    Map<String, String> inputs = new TreeMap<>();
    action
        .path("inputs")
        .properties()
        .forEach(one -> inputs.put(one.getKey(), one.getValue().path("default").asText("")));
    for (String name : step.with().keySet()) {
      if (!inputs.containsKey(name)) {
        throw new IOException(path + " has no input " + name);
      }
    }
    inputs.putAll(store.here().apply(step.with()));
    inputs.replaceAll((_, value) -> replaced(value, Map.of()));
    Map<String, String> environment = new TreeMap<>(variables);
    environment.putAll(step.environment());
    inputs.forEach(
        (name, value) -> environment.put("INPUT_" + name.toUpperCase(Locale.ROOT), value));
    WorkflowFile.texts(action.at("/runs/env"))
        .forEach((name, value) -> environment.put(name, replaced(value, inputs)));
    List<Object> words = new ArrayList<>();
    action.at("/runs/args").forEach(word -> words.add(word.asText()));
    ChildJvm child = new ChildJvm(workspace, "", words).with(environment);
    code = child.run();
    said = child.said();
  }

  private String replaced(String text, Map<String, String> inputs) {
    Matcher matcher = EXPRESSION.matcher(text);
    return matcher.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group(1).equals("inputs")
                    ? inputs.getOrDefault(found.group(2), "")
                    : variables.getOrDefault("github." + found.group(2), "")));
  }
}
