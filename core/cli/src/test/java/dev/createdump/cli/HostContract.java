package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.testkit.forge.Fault;
import dev.createdump.testkit.forge.ForgeEnvironment;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Change;
import dev.createdump.testkit.forge.ForgeEnvironment.Said;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `create-dump ci` does on every host that has an adapter, as one suite: a real repository, a
/// job's environment as the host makes it, and a server that fits in a test.
///
/// A host's own test extends this class and says what its jobs look like. Time is real here, so
/// that nothing is asked to be waited for.
abstract class HostContract {
  @TempDir Path temporary;

  private ForgeEnvironment place;
  private Path repo;
  private Path out;

  @SuppressWarnings("NullAway.Init") // JUnit calls start() before any test
  HostContract() {}

  abstract ForgeEnvironment environment() throws IOException;

  /// A job for pull request 7 with everything but a token.
  ///
  /// @param head the commit that the job is for, which may not be the newest any more
  abstract Invocation job(Change change, String head) throws IOException;

  /// The job with the token of an account, or with none.
  abstract Invocation with(Invocation job, @Nullable Account account);

  /// Where a job tells people things besides the comment; nothing where the host has only the log.
  abstract Optional<Path> summary();

  @BeforeEach
  final void start() throws IOException {
    place = environment();
    repo = temporary.resolve("repo");
    out = temporary.resolve("out");
  }

  @AfterEach
  final void stop() {
    place.close();
  }

  private Invocation.Result ci(RepoBuilder built, @Nullable Account account, Object... more)
      throws IOException {
    Change change = change(built);
    place.change(change);
    return run(change, change.headSha(), account, more);
  }

  private Invocation.Result run(
      Change change, String head, @Nullable Account account, Object... more) throws IOException {
    return with(job(change, head), account).run("ci", "--repo", repo, "--out", out, more);
  }

  private static Change change(RepoBuilder built) {
    return new Change(
        7, Sample.HOSTILE, built.id("main"), "acme", "feature", built.id("feature"), true);
  }

  private String comment() {
    assertThat(place.said()).hasSize(1);
    return place.said().getFirst().body();
  }

  private long writes() {
    return place.requests(Step.CREATE) + place.requests(Step.UPDATE);
  }

  @Test
  void oneCommentIsKeptUpToDate() throws IOException {
    RepoBuilder built = Sample.create(repo, "x");
    var first = ci(built, Account.WRITER);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("comment: http");
    assertThat(comment())
        .contains("3 files, +6 −2")
        .contains("introduced `aws-access-key` in `deploy.env`:1")
        .contains("introduced `FIXME` in `src/App.java`:2")
        .contains("resolved `TODO` in `src/App.java`:2")
        .contains("not complete: secrets were hidden in 1 path");
    long writes = writes();
    ci(built, Account.WRITER);
    assertThat(writes()).as("nothing changed, so nothing is written").isEqualTo(writes);
    built.commit("feature", "more", edits -> edits.file("later.txt", "x\n"));
    ci(built, Account.WRITER);
    assertThat(comment()).contains("4 files");
    assertThat(writes()).isEqualTo(writes + 1);
  }

  @Test
  void olderRunDoesNotWriteOverANewerOne() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    String older = built.id("feature");
    built.commit("feature", "more", edits -> edits.file("later.txt", "x\n"));
    ci(built, Account.WRITER);
    String newer = comment();
    var result = run(change(built), older, Account.WRITER);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("has moved on to " + built.id("feature").substring(0, 12));
    assertThat(comment()).isEqualTo(newer);
  }

  /// What was merged or closed while the run worked is still what the comment tells of.
  @Test
  void pullRequestClosedMeanwhileGetsItsComment() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    Change open = change(built);
    Change closed =
        new Change(7, "t", open.baseSha(), open.owner(), open.branch(), open.headSha(), false);
    place.fail(Step.READ, new Fault.Meanwhile(() -> place.change(closed)));
    assertThat(ci(built, Account.WRITER).code()).isZero();
    assertThat(comment()).contains(open.headSha());
  }

  @Test
  void whoMayNotWriteIsToldAndEverythingElseIsDone() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    for (Account account : new Account[] {null, Account.READER, Account.STRANGER}) {
      Optional<Path> summary = summary();
      if (summary.isPresent()) {
        Files.deleteIfExists(summary.get());
      }
      var result = ci(built, account);
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err()).contains("no comment was written: ");
      assertThat(result.lines()).as("the dump is there and named").hasSize(5);
      if (summary.isPresent()) {
        assertThat(Files.readString(summary.get()))
            .contains("1 file, +1 −0")
            .contains("no comment was written");
      }
    }
    assertThat(place.said()).isEmpty();
  }

  @Test
  void requiredCommentThatCannotBeWrittenIs25AfterEverythingElse() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    Path config = temporary.resolve("ours.toml");
    Files.writeString(config, "[report]\ncomment = \"required\"\n");
    for (Account account : new Account[] {null, Account.READER, Account.STRANGER}) {
      var result = ci(built, account, "--config", config);
      assertThat(result.code()).isEqualTo(25);
      assertThat(result.err()).contains("error: ");
      assertThat(result.lines()).as("the dump is there and named").hasSize(5);
    }
    place.fail(Step.READ, Fault.Answer.of(404, "gone"));
    assertThat(ci(built, Account.WRITER, "--config", config).code()).isEqualTo(25);
    assertThat(ci(built, Account.WRITER, "--config", config).code()).isZero();
  }

  @Test
  void hostThatFailsIsSaidAndIsNoFailure() throws IOException {
    place.fail(Step.READ, Fault.Answer.of(404, "gone"));
    var result = ci(Sample.clean(repo), Account.WRITER);
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("no comment was written: ");
    assertThat(place.said()).isEmpty();
  }

  /// The ladder: what does not fit is cut and counted, and the artifact has all of it.
  @Test
  void largeChangeStaysWithinTheHostsLimit() throws IOException {
    RepoBuilder built = Sample.clean(repo);
    built.commit(
        "feature",
        "many",
        edits -> {
          for (int i = 0; i < 3_000; i++) {
            edits.file("d/" + "\ud83d\ude00```".repeat(20) + i, "// FIXME " + "```".repeat(30));
          }
        });
    var result = ci(built, Account.WRITER, "--format", "patch");
    assertThat(result.code()).as(result.err()).isZero();
    int limit = limit();
    assertThat(comment().length()).isLessThanOrEqualTo(limit);
    assertThat(comment()).contains("3001 files").contains("</details>");
    long rows = comment().lines().filter(line -> line.matches("\\| [AM] \\|.*")).count();
    assertThat(rows).isPositive();
    if (rows < 3_001) {
      assertThat(comment()).contains("(shown " + rows + " of 3001)");
    }
    summary().ifPresent(file -> assertThat(file.toFile().length()).isLessThan(1 << 20));
  }

  private int limit() throws IOException {
    try (var forge = place.open(Account.WRITER, java.time.Duration.ofMinutes(1))) {
      return forge.commentLimit();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingThatLeavesTheJobHoldsASecretOrCommands() throws IOException {
    var result = ci(Sample.create(repo, "rotate " + Sample.SECRET), Account.WRITER, "--json");
    assertThat(result.code()).isZero();
    assertThat(List.of(result.out(), result.err(), comment()))
        .allSatisfy(
            text ->
                assertThat(text).doesNotContain(Sample.SECRET).doesNotContain("\u202e", "\u001b"));
    assertThat(place.exchanges())
        .allSatisfy(sent -> assertThat(sent.body()).doesNotContain(Sample.SECRET));
    assertThat(place.said()).extracting(Said::ours).containsExactly(true);
  }

  @Test
  void whatBlocksIsReportedAllTheSame() throws IOException {
    var result = ci(Sample.create(repo, "x"), Account.WRITER, "--fail-on", "secrets");
    assertThat(result.code()).isEqualTo(10);
    assertThat(comment()).contains("introduced `aws-access-key`");
  }

  @Test
  void dryRunTellsNobody() throws IOException {
    var result = ci(Sample.create(repo, "x"), Account.WRITER, "--dry-run");
    assertThat(result.code()).isZero();
    assertThat(place.exchanges()).isEmpty();
    assertThat(out).doesNotExist();
    assertThat(summary().filter(Files::exists)).isEmpty();
  }
}
