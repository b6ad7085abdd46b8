package dev.createdump.engine.report;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.Proof;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The reports that a job of GitLab names under `artifacts:reports`: findings for the merge
/// request's widgets, and variables for the jobs that follow. They stand beside the dump under
/// fixed names, as the job's configuration cannot know the dump's, and belong to the run, not to
/// the dump.
final class GitLabReports {
  static final String CODE_QUALITY = "gl-code-quality-report.json";
  static final String SECRET_DETECTION = "gl-secret-detection-report.json";
  static final String VARIABLES = "create-dump.env";

  private final Outcome.Result result;
  private final Instant time;

  /// @param time when the run was
  GitLabReports(Outcome.Result result, Instant time) {
    this.result = result;
    this.time = time;
  }

  void write(Settings.Report settings, @Nullable URI comment) throws Failure {
    Path directory = result.directory();
    DumpHeader header = result.header();
    Proof proof = result.proof();
    if (settings.annotations()) {
      String quality = CodeQuality.of(header);
      RunnerFiles.beside(directory, CODE_QUALITY, proof.prove(quality, "the code quality report"));
      String secrets = SecretDetection.of(header, time);
      RunnerFiles.beside(
          directory, SECRET_DETECTION, proof.prove(secrets, "the secret detection report"));
    }
    String variables = DotEnv.of(result, comment);
    RunnerFiles.beside(directory, VARIABLES, proof.prove(variables, "the job's variables"));
  }
}
