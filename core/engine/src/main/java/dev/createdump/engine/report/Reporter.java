package dev.createdump.engine.report;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.ProvenText;
import dev.createdump.engine.render.markdown.MarkdownText;
import dev.createdump.spi.Checks;
import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.RepositoryRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the people of a change about its dump: the job summary, the outputs of the step, reports
/// that its host shows, and one comment on the pull request.
public final class Reporter {
  /// The line by which the one comment is found again.
  static final String MARKER = "<!-- create-dump:summary:v1 -->";

  static final String MANIFEST = ".manifest.json";

  private final Settings.Report settings;
  private final Environment environment;
  private final CiContext ci;
  private final Forges forges;

  public Reporter(Settings.Report settings, Environment environment, CiContext ci, Forges forges) {
    this.settings = settings;
    this.environment = environment;
    this.ci = ci;
    this.forges = forges;
  }

  /// What became of a report.
  ///
  /// @param commentUrl where the comment is, or null where there is none
  /// @param checkUrl where the check is, or null where there is none
  /// @param annotations the workflow commands for the host to read
  /// @param notes what to say of it
  /// @param unpublished why the comment or check that was required is missing, or null
  public record Reported(
      @Nullable URI commentUrl,
      @Nullable URI checkUrl,
      List<String> annotations,
      List<String> notes,
      Failure.@Nullable Publish unpublished) {
    public Reported {
      annotations = List.copyOf(annotations);
      notes = List.copyOf(notes);
    }
  }

  /// Reports a run's result. A comment that cannot be written keeps nothing else from being told.
  ///
  /// @throws Failure where a file that the runner named cannot be written
  public Reported report(Outcome outcome) throws Failure {
    Outcome.Result result = outcome.result();
    List<String> notes = new ArrayList<>();
    Summary.Links links = links(result);
    URI comment = null;
    URI check = null;
    Failure.Publish unpublished = null;
    try {
      comment = comment(result, links, notes);
    } catch (Failure.Publish e) {
      unpublished = e;
    }
    try {
      check = check(outcome, links, notes);
    } catch (Failure.Publish e) {
      unpublished = unpublished == null ? e : unpublished;
    }
    RunnerFiles runner = new RunnerFiles(environment);
    summary(runner, result, links, notes);
    runner.outputs(outputs(result, comment), result.proof());
    if (ci.forge().equals("gitlab")) {
      new GitLabReports(result, RunClock.of(environment).now()).write(settings, comment);
    }
    // The check has them already, and more of them.
    boolean annotate = settings.annotations() && ci.forge().equals("github") && check == null;
    List<String> annotations = annotate ? Annotations.of(result.header()) : List.of();
    result.proof().clear(String.join("\n", annotations), "the annotations");
    return new Reported(comment, check, annotations, notes, unpublished);
  }

  private void summary(
      RunnerFiles runner, Outcome.Result result, Summary.Links links, List<String> notes)
      throws Failure {
    int room = runner.summaryRoom();
    if (!settings.summary() || room == 0) {
      return;
    }
    StringBuilder remarks = new StringBuilder();
    notes.forEach(note -> remarks.append("\n> ").append(MarkdownText.code(note)).append('\n'));
    int left = room - remarks.toString().getBytes(StandardCharsets.UTF_8).length;
    if (left < Summary.MIN_LIMIT) {
      notes.add("no job summary was written: earlier commands of this step have filled it");
      return;
    }
    String text = Summary.of(result.header(), links, left) + remarks;
    runner.summary(result.proof().prove(text, "the job summary"));
  }

  private Summary.Links links(Outcome.Result result) {
    List<String> uris =
        result.receipts().stream()
            .map(receipt -> receipt.uri().toString())
            .filter(uri -> uri.endsWith(MANIFEST))
            .toList();
    CiContext.Run run = ci.run();
    List<SealedFile> files =
        result.files().stream().filter(file -> !file.name().endsWith(MANIFEST)).toList();
    return new Summary.Links(
        files,
        result.dumpDigest(),
        uris,
        run == null ? "" : run.url(),
        result.owners(),
        result.config().central().mentions());
  }

  private @Nullable URI comment(Outcome.Result result, Summary.Links links, List<String> notes)
      throws Failure {
    if (settings.comment() == Settings.Comment.NEVER) {
      return null;
    }
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      return without(obstacle.get(), notes);
    }
    PullRequestRef reference = reference();
    try (Forge forge = forges.open(ci, reference.apiUrl())) {
      int limit = forge.commentLimit() - MARKER.length() - 1;
      String body = MARKER + "\n" + Summary.of(result.header(), links, limit);
      ProvenText proven = result.proof().prove(body, "the comment");
      String head = result.header().head().id().hex();
      return forge.upsertComment(reference, new Forge.Draft(MARKER, proven.value(), head)).url();
    } catch (ForgeException e) {
      if (e.code() == ForgeException.Code.OUTDATED) {
        notes.add("no comment was written: " + e.getMessage());
        return null;
      }
      if (settings.comment() == Settings.Comment.REQUIRED) {
        throw new Failure.Publish(e, "report.comment = \"required\" asks for it.");
      }
      return without(String.valueOf(e.getMessage()), notes);
    }
  }

  private @Nullable URI check(Outcome outcome, Summary.Links links, List<String> notes)
      throws Failure {
    if (settings.check() == Settings.Comment.NEVER) {
      return null;
    }
    Optional<String> obstacle = forges.obstacle(ci);
    if (obstacle.isPresent()) {
      return withoutCheck(obstacle.get(), notes);
    }
    CiContext.Repository repository = Objects.requireNonNull(ci.repository());
    URI api = URI.create(repository.apiUrl());
    try (Forge forge = forges.open(ci, api)) {
      Optional<Checks> checks = forge.checks();
      if (checks.isEmpty()) {
        return withoutCheck(ci.forge() + " has no checks", notes);
      }
      Checks.Check check = CheckReport.of(outcome, links);
      outcome.result().proof().clear(CheckReport.text(check), "the check");
      return checks
          .get()
          .publish(new RepositoryRef(api, repository.owner(), repository.name()), check);
    } catch (ForgeException e) {
      if (settings.check() == Settings.Comment.REQUIRED) {
        throw new Failure.Publish(e, "report.check = \"required\" asks for it.");
      }
      return withoutCheck(String.valueOf(e.getMessage()), notes);
    }
  }

  private @Nullable URI withoutCheck(String why, List<String> notes) throws Failure.Publish {
    if (settings.check() == Settings.Comment.REQUIRED) {
      throw new Failure.Publish(
          "the required check cannot be written: " + why,
          "Mend that, or set report.check = \"auto\".");
    }
    notes.add("no check was written: " + why);
    return null;
  }

  /// Why no comment can be tried; nothing where it can.
  private Optional<String> obstacle() {
    return ci.review() == null
        ? Optional.of("there is no pull or merge request")
        : forges.obstacle(ci);
  }

  private @Nullable URI without(String why, List<String> notes) throws Failure.Publish {
    if (settings.comment() == Settings.Comment.REQUIRED) {
      throw new Failure.Publish(
          "the required comment cannot be written: " + why,
          "Mend that, or set report.comment = \"auto\".");
    }
    if (ci.review() != null) {
      notes.add("no comment was written: " + why);
    }
    return null;
  }

  private PullRequestRef reference() {
    CiContext.Repository repository = Objects.requireNonNull(ci.repository());
    CiContext.Review review = Objects.requireNonNull(ci.review());
    return new PullRequestRef(
        URI.create(repository.apiUrl()), repository.owner(), repository.name(), review.number());
  }

  static Map<String, String> outputs(Outcome.Result result, @Nullable URI comment) {
    Map<String, String> outputs = new TreeMap<>();
    var statistics = result.header().statistics();
    outputs.put("name", result.header().name());
    outputs.put("directory", result.directory().toString());
    outputs.put("dump-digest", result.dumpDigest());
    outputs.put("files", String.valueOf(statistics.files()));
    outputs.put("added", String.valueOf(statistics.added()));
    outputs.put("deleted", String.valueOf(statistics.deleted()));
    outputs.put("findings", String.valueOf(result.header().findings().size()));
    outputs.put("paths", lines(result.files().stream().map(f -> path(result.directory(), f))));
    outputs.put("uris", lines(result.receipts().stream().map(Receipt::uri).map(URI::toString)));
    outputs.put("comment-url", comment == null ? "" : comment.toString());
    return outputs;
  }

  private static String path(Path directory, SealedFile file) {
    return directory.resolve(file.name()).toString();
  }

  private static String lines(Stream<String> lines) {
    return String.join("\n", lines.toList());
  }
}
