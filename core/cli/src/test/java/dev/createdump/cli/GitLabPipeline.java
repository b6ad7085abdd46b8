package dev.createdump.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A pipeline that gitlab-ci-local runs on this machine: it resolves includes and inputs, checks
/// the configuration against GitLab's schema, and runs each job's script in a shell, with
/// `create-dump` on the path.
final class GitLabPipeline {
  private static final Path TOOLS = Path.of("target", "gitlab-tools").toAbsolutePath();
  private static final Path TEMPLATES =
      Path.of("..", "..", "gitlab-ci", "templates").toAbsolutePath().normalize();
  private static final String PACKAGE = "gitlab-ci-local@4.70.1";

  private final Path directory;
  private final Path bin;
  private final Map<String, String> variables = new LinkedHashMap<>();

  /// @param temporary what holds the launcher
  /// @param directory the checkout that the pipeline runs in
  GitLabPipeline(Path temporary, Path directory) throws IOException {
    install();
    this.directory = directory;
    this.bin = OnPath.in(temporary);
    variables.put("GITLAB_CI", "true");
  }

  GitLabPipeline with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /// The branch `feature` of a repository, with a pipeline that includes the templates from itself.
  ///
  /// @param pipeline the configuration, which may name the templates by their published address
  static void write(RepoBuilder repo, String branch, String pipeline) {
    String local =
        pipeline.replaceAll("remote: https://\\S+/gitlab-ci/templates/", "local: templates/");
    repo.commit(
        branch,
        "pipeline",
        edits -> {
          edits.file(".gitlab-ci.yml", local);
          for (String name : List.of("create-dump.yml", "collect.yml", "publish.yml")) {
            edits.file("templates/" + name, read(TEMPLATES.resolve(name)));
          }
        });
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What became of it.
  record Ran(int code, String said) {}

  /// Runs the pipeline's jobs, those of the rules that hold.
  ///
  /// @param options more of gitlab-ci-local's
  Ran run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(TOOLS.resolve("node_modules/.bin/gitlab-ci-local").toString());
    command.add("--force-shell-executor=true");
    command.addAll(List.of(options));
    variables.forEach((name, value) -> command.addAll(List.of("--variable", name + "=" + value)));
    return run(directory, command, Map.of("PATH", bin + ":" + System.getenv("PATH")));
  }

  private static Ran run(Path directory, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    // A build that itself runs in CI must not look like the job under test.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("CI|(CI|GITLAB|GITHUB|CREATE_DUMP)_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Ran(process.waitFor(), said);
  }

  /// What a program for Node.js prints that is given a file of gitlab-ci-local's.
  static String node(String program, String file) throws IOException, InterruptedException {
    install();
    Path script = Files.writeString(TOOLS.resolve("program.mjs"), program);
    Ran ran = run(TOOLS, List.of("node", script.toString(), file), Map.of());
    if (ran.code() != 0) {
      throw new IOException("node failed: " + ran.said());
    }
    return ran.said();
  }

  private static synchronized void install() throws IOException {
    if (Files.isRegularFile(TOOLS.resolve("node_modules/gitlab-ci-local/dist/index.js"))) {
      return;
    }
    Files.createDirectories(TOOLS);
    Files.writeString(TOOLS.resolve("package.json"), "{\"private\": true}\n");
    try {
      run(TOOLS, List.of("rsync", "--version"), Map.of());
      Ran ran = run(TOOLS, List.of("npm", "install", "--no-audit", "--no-fund", PACKAGE), Map.of());
      if (ran.code() != 0) {
        abort("npm cannot install gitlab-ci-local: " + ran.said());
      }
    } catch (IOException e) {
      abort("npm or rsync is missing, with which gitlab-ci-local works: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abort("interrupted");
    }
  }
}
