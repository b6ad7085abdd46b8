package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads as people type them, to a real server of S3's protocol that is down at first.
class UploadCommandTest {
  @TempDir Path work;

  private Invocation keys(S3Server server) {
    return Invocation.in()
        .with("AWS_ACCESS_KEY_ID", S3Server.ID)
        .with("AWS_SECRET_ACCESS_KEY", S3Server.SECRET)
        .with("AWS_ENDPOINT_URL", server.endpoint());
  }

  private Path config(String uri) throws IOException {
    return Files.writeString(
        work.resolve("create-dump.toml"),
        "[[upload]]\nuri = \"%s\"\ndeadline_seconds = 2\nmetadata = [\"origin=test\"]\n"
            .formatted(uri));
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void whatAStoreDidNotTakeWaitsAndIsDeliveredOnce() throws Exception {
    Path repo = Sample.clean(work.resolve("repo")).directory();
    Path config = config("s3://evidence/prod");
    Path out = work.resolve("out");
    try (S3Server server = new S3Server()) {
      Object[] diff = {
        "diff",
        "--repo",
        repo,
        "--config",
        config,
        "--base",
        "main",
        "--head",
        "feature",
        "--out",
        out
      };
      var down = keys(server).run(diff);
      assertThat(down.code()).as(down.err()).isEqualTo(21);
      assertThat(down.err()).contains("create-dump upload --outbox").doesNotContain("Exception in");
      assertThat(list(out.resolve("outbox"))).hasSize(1);
      assertThat(keys(server).run(diff).code()).isEqualTo(21);
      assertThat(list(out.resolve("outbox"))).as("one delivery of one dump").hasSize(1);

      var still = keys(server).run("upload", "--outbox", out.resolve("outbox"));
      assertThat(still.code()).as(still.err()).isEqualTo(21);
      assertThat(list(out.resolve("outbox"))).hasSize(1);

      server.start();
      var delivered = keys(server).run("upload", "--outbox", out.resolve("outbox"), "--json");
      assertThat(delivered.code()).as(delivered.err()).isZero();
      assertThat(delivered.out()).contains(".manifest.json", "\"created\" : true");
      assertThat(list(out.resolve("outbox"))).isEmpty();
      var again = keys(server).run(diff);
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(again.err()).contains("already stored s3://evidence/prod/v1/");
      assertThat(keys(server).run("upload", "--outbox", out.resolve("outbox")).err())
          .contains("nothing waits");
    }
  }

  @Test
  void filesAreStoredOnceAndNeverReplaced() throws Exception {
    Path file = Files.writeString(work.resolve("report.html"), "<p>one</p>");
    Path config = config("s3://evidence");
    try (S3Server server = new S3Server()) {
      server.start();
      Object[] upload = {"upload", file, "s3://evidence/reports", "--config", config};
      var first = keys(server).run(upload);
      assertThat(first.code()).as(first.err()).isZero();
      assertThat(first.out()).isEqualTo("s3://evidence/reports/report.html\n");
      // Also where S3Proxy closes the connection before the last, empty chunk was sent, which takes
      // its answer away: what is found stored proves the same.
      assertThat(first.err())
          .contains("stored s3://evidence/reports/report.html (10 bytes, sha256:");
      assertThat(keys(server).run(upload).err()).contains("already there, the same");
      Files.writeString(file, "<p>two</p>");
      var other = keys(server).run(upload);
      assertThat(other.code()).isEqualTo(22);
      assertThat(other.out()).isEmpty();
      var elsewhere = keys(server).run("upload", "--upload-s3", "evidence/else", file);
      assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
      assertThat(elsewhere.out()).isEqualTo("s3://evidence/else/report.html\n");
    }
  }

  @Test
  void aRehearsalStoresNothingAndSaysHow() throws Exception {
    Path file = Files.writeString(work.resolve("a.md"), "x");
    Path config =
        Files.writeString(
            work.resolve("create-dump.toml"),
            "[[upload]]\nuri = 's3://evidence'\nstorage_class = 'STANDARD_IA'\n");
    try (S3Server server = new S3Server()) {
      server.start();
      for (int i = 0; i < 2; i++) {
        var dry =
            keys(server).run("upload", file, "s3://evidence", "--config", config, "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.err()).contains("would store s3://evidence/a.md", "class STANDARD_IA");
      }
    }
  }

  @Test
  void aStoreIsAskedWhatItCan() throws Exception {
    try (S3Server server = new S3Server()) {
      server.start();
      var checked = keys(server).run("store", "check", "s3://evidence/x", "--repo", work);
      assertThat(checked.code()).as(checked.err()).isZero();
      assertThat(checked.out())
          .contains("store: s3://evidence/x\n", "can: put-if-absent", "credentials: keys in AWS_")
          .contains("versioning: ", "object lock: not known")
          .doesNotContain(S3Server.SECRET, S3Server.ID);
      var probed = keys(server).run("store", "check", "s3://evidence/x", "--probe", "--repo", work);
      assertThat(probed.code()).as(probed.err()).isZero();
      assertThat(probed.out()).contains("probe.txt cannot be overwritten");
      assertThat(keys(server).run("store", "check", "s3://nowhere", "--repo", work).code())
          .isEqualTo(23);
    }
  }

  @Test
  void aLockThatTheBucketLacksIsToldBeforeAnyWork() throws Exception {
    Path repo = Sample.clean(work.resolve("repo")).directory();
    Path config =
        Files.writeString(
            work.resolve("create-dump.toml"),
            "[[upload]]\nuri = 's3://evidence'\nretention = { mode = 'compliance', days = 9 }\n");
    Path out = work.resolve("out");
    try (S3Server server = new S3Server()) {
      server.start();
      var refused =
          keys(server)
              .run("diff", "--repo", repo, "--config", config, "--base", "main", "--out", out);
      assertThat(refused.code()).as(refused.err()).isEqualTo(20);
      assertThat(refused.err()).contains("has no object lock", "Nothing was written yet");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void whatMakesNoSenseIsUsage() throws Exception {
    Path file = Files.writeString(work.resolve("a.md"), "x");
    for (Object[] words :
        List.of(
            new Object[] {"upload", file},
            new Object[] {"upload"},
            new Object[] {"upload", file, "ftp://host/x", "--repo", work},
            new Object[] {"upload", file, "no uri", "--repo", work},
            new Object[] {"upload", "--outbox", work, file},
            new Object[] {"store"},
            new Object[] {"store", "check", "ftp://x", "--repo", work})) {
      assertThat(Invocation.in().run(words).code()).isEqualTo(2);
    }
    assertThat(Invocation.in().run("upload", "--outbox", work.resolve("none")).code())
        .isEqualTo(23);
    assertThat(
            Invocation.in().run("upload", work.resolve("no"), work.toUri(), "--repo", work).code())
        .isEqualTo(23);
  }
}
