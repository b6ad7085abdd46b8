package dev.createdump.github;

import dev.createdump.spi.Checks.Annotation;
import dev.createdump.spi.Checks.Check;
import dev.createdump.spi.Checks.Level;
import dev.createdump.spi.support.UnclearException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRun.AnnotationLevel;
import org.kohsuke.github.GHCheckRun.Conclusion;
import org.kohsuke.github.GHCheckRun.Status;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHCheckRunBuilder.Output;
import org.kohsuke.github.GHRepository;

/// Writes one check run. GitHub takes 50 annotations a request and appends those of each update, so
/// the first request makes the run with its verdict and each that follows brings 50 more. Where an
/// answer is lost, the run itself tells how many have arrived.
///
/// The verdict stands from the first request on: a run that breaks off between two leaves a check
/// with fewer annotations, and none that never ends.
final class GitHubChecks {
  private static final int PER_REQUEST = 50;
  private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);

  private final Session session;
  private final GHRepository repository;
  private final Check check;

  /// Tells this run from others of its name on its commit.
  private final String ours = UUID.randomUUID().toString();

  private int attempts;

  GitHubChecks(Session session, GHRepository repository, Check check) {
    this.session = session;
    this.repository = repository;
    this.check = check;
  }

  URI publish() throws IOException {
    GHCheckRun run = create();
    int all = check.annotations().size();
    for (int sent = Math.min(PER_REQUEST, all); sent < all; ) {
      sent = append(run.getId(), sent);
    }
    return URI.create(run.getHtmlUrl().toString());
  }

  private GHCheckRun create() throws IOException {
    while (true) {
      try {
        return repository
            .createCheckRun(check.name(), check.sha())
            .withExternalID(ours)
            .withStatus(Status.COMPLETED)
            .withConclusion(check.passed() ? Conclusion.SUCCESS : Conclusion.FAILURE)
            .add(output(0))
            .create();
      } catch (IOException | RuntimeException e) {
        pauseOrThrow(e);
        @Nullable GHCheckRun made = find();
        if (made != null) {
          return made;
        }
      }
    }
  }

  /// @return how many annotations the run has now
  private int append(long run, int sent) throws IOException {
    try {
      GHCheckRunBuilder update = repository.updateCheckRun(run);
      update.add(output(sent)).create();
      return Math.min(sent + PER_REQUEST, check.annotations().size());
    } catch (IOException | RuntimeException e) {
      pauseOrThrow(e);
      @Nullable GHCheckRun now = find();
      return now == null ? sent : Math.max(sent, now.getOutput().getAnnotationsCount());
    }
  }

  private @Nullable GHCheckRun find() throws IOException {
    for (GHCheckRun run :
        repository.getCheckRuns(check.sha(), Map.of("check_name", check.name()))) {
      if (ours.equals(run.getExternalId())) {
        return run;
      }
    }
    return null;
  }

  private void pauseOrThrow(Exception failure) throws IOException {
    UnclearException lost = Session.unlessUnclear(failure, "writing the check");
    if (!session.budget().pause(++attempts, lost.wait(BEFORE_LOOKING))) {
      throw lost.failure();
    }
  }

  private Output output(int from) {
    Output output = new Output(check.title(), check.summary());
    List<Annotation> all = check.annotations();
    for (Annotation one : all.subList(from, Math.min(from + PER_REQUEST, all.size()))) {
      output.add(
          new GHCheckRunBuilder.Annotation(
                  one.path(), one.line(), level(one.level()), one.message())
              .withTitle(one.title()));
    }
    return output;
  }

  private static AnnotationLevel level(Level level) {
    return switch (level) {
      case NOTICE -> AnnotationLevel.NOTICE;
      case WARNING -> AnnotationLevel.WARNING;
      case FAILURE -> AnnotationLevel.FAILURE;
    };
  }
}
