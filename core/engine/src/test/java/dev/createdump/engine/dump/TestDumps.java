package dev.createdump.engine.dump;

import dev.createdump.engine.dump.DumpHeader.AuthorCount;
import dev.createdump.engine.dump.DumpHeader.PullRequestInfo;
import dev.createdump.engine.dump.DumpHeader.RepositoryName;
import dev.createdump.engine.dump.Statistics.Share;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.redact.SafeTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds dumps in memory for tests of renderers: files one by one, everything around them counted
/// from the files or set to something ordinary.
public final class TestDumps {
  public static final ObjectId NONE = new ObjectId("0".repeat(40));

  private String author = "Ada Byron";
  private String subject = "Count empty files too";
  private String title = "Count the lines of every language";
  private @Nullable PullRequestInfo pullRequest =
      pullRequest("https://github.com/acme/tool/pull/42");
  private final List<DumpFile> files = new ArrayList<>();
  private final List<DumpFinding> findings = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private final List<SafeText> notes = new ArrayList<>();

  public static TestDumps dump() {
    return new TestDumps();
  }

  public static ObjectId id(int seed) {
    String digits = Integer.toHexString(seed * 0x9E3779B1 | 1);
    return new ObjectId((digits + "0123456789abcdef".repeat(3)).substring(0, 40));
  }

  public TestDumps title(String value) {
    title = value;
    return this;
  }

  /// Who wrote every commit.
  public TestDumps author(String value) {
    author = value;
    return this;
  }

  /// The subject of the head.
  public TestDumps subject(String value) {
    subject = value;
    return this;
  }

  public TestDumps pullRequestUrl(String url) {
    pullRequest = pullRequest(url);
    return this;
  }

  public TestDumps withoutPullRequest() {
    pullRequest = null;
    return this;
  }

  public TestDumps note(String note) {
    notes.add(SafeTexts.text(note));
    return this;
  }

  public TestDumps finding(DumpFinding finding) {
    findings.add(finding);
    return this;
  }

  public TestDumps suppressed(Suppressed one) {
    suppressed.add(one);
    return this;
  }

  public TestDumps file(TestFile file) {
    files.add(file.build(files.size()));
    return this;
  }

  public Dump build() {
    DumpHeader header = header();
    List<DumpFile> all = List.copyOf(files);
    return new Dump() {
      @Override
      public DumpHeader header() {
        return header;
      }

      @Override
      public void forEachFile(FileVisitor visitor) throws java.io.IOException {
        for (DumpFile file : all) {
          visitor.visit(file);
        }
      }
    };
  }

  private static PullRequestInfo pullRequest(String url) {
    return new PullRequestInfo(
        42, SafeTexts.text(url), SafeTexts.text("count-lines"), SafeTexts.text("main"));
  }

  private DumpHeader header() {
    List<DumpFile.Entry> ledger = files.stream().map(DumpFile::entry).toList();
    CommitInfo head = commit(3, subject);
    return new DumpHeader(
        "tool_pr42_9e3779b10123",
        SafeTexts.text(title),
        new RepositoryName(
            SafeTexts.text("github.com"), SafeTexts.text("acme"), SafeTexts.text("tool")),
        pullRequest,
        commit(1, "Release 2.1"),
        commit(2, "Tidy the build"),
        head,
        List.of(head, commit(4, "Count the lines of every language")),
        2,
        List.of(new AuthorCount(SafeTexts.text(author), SafeTexts.text("ada@example.org"), 2)),
        statistics(ledger),
        findings,
        suppressed,
        0,
        List.of(
            new RuleInfo(
                "github-token", SafeTexts.text("A GitHub token"), RuleInfo.Severity.CRITICAL)),
        ledger,
        notes,
        "0.1.0",
        null,
        List.of());
  }

  private CommitInfo commit(int seed, String subject) {
    return new CommitInfo(
        id(seed),
        SafeTexts.text(author),
        SafeTexts.text("ada@example.org"),
        1_780_000_000L + seed * 3600L,
        SafeTexts.text(subject));
  }

  private static Statistics statistics(List<DumpFile.Entry> ledger) {
    Map<ChangeStatus, Integer> byStatus = new EnumMap<>(ChangeStatus.class);
    for (ChangeStatus status : ChangeStatus.values()) {
      byStatus.put(status, (int) ledger.stream().filter(e -> e.status() == status).count());
    }
    Map<FileState, Integer> byState = new EnumMap<>(FileState.class);
    for (FileState state : FileState.values()) {
      byState.put(state, (int) ledger.stream().filter(e -> e.state() == state).count());
    }
    return new Statistics(
        ledger.size(),
        ledger.stream().mapToLong(DumpFile.Entry::added).sum(),
        ledger.stream().mapToLong(DumpFile.Entry::deleted).sum(),
        byStatus,
        byState,
        (int) ledger.stream().filter(e -> e.state() == FileState.REDACTED).count(),
        shares(ledger, DumpFile.Entry::language),
        shares(ledger, TestDumps::directory),
        IntStream.range(0, ledger.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> -changed(ledger.get(i))))
            .limit(10)
            .toList());
  }

  private static long changed(DumpFile.Entry entry) {
    return (long) entry.added() + entry.deleted();
  }

  private static String directory(DumpFile.Entry entry) {
    String[] parts = entry.path().value().split("/", -1);
    return switch (parts.length) {
      case 1 -> "/";
      case 2 -> parts[0];
      default -> parts[0] + "/" + parts[1];
    };
  }

  private static List<Share> shares(
      List<DumpFile.Entry> ledger, java.util.function.Function<DumpFile.Entry, String> key) {
    Map<String, Share> shares = new TreeMap<>();
    for (DumpFile.Entry entry : ledger) {
      Share one = new Share(key.apply(entry), 1, entry.added(), entry.deleted());
      shares.merge(
          one.name(),
          one,
          (a, b) ->
              new Share(
                  a.name(),
                  a.files() + b.files(),
                  a.added() + b.added(),
                  a.deleted() + b.deleted()));
    }
    return shares.values().stream()
        .sorted(Comparator.comparingLong(Share::changed).reversed().thenComparing(Share::name))
        .toList();
  }

  /// A secret in a file, or a to-do.
  public static DumpFinding finding(
      DumpFinding.Kind kind,
      DumpFinding.Change change,
      int file,
      String path,
      int line,
      String text) {
    boolean secret = kind == DumpFinding.Kind.SECRET;
    return new DumpFinding(
        kind,
        secret ? "github-token" : "FIXME",
        change,
        file,
        SafeTexts.text(path),
        line,
        1,
        SafeTexts.text(text),
        secret ? "h:1f0c9a" : "");
  }

  /// The text of a patch for a file that is new, in UTF-8.
  public static byte[] newFilePatch(String path, String... lines) {
    StringBuilder patch = new StringBuilder();
    patch.append("diff --git a/").append(path).append(" b/").append(path).append('\n');
    patch.append("new file mode 100644\n--- /dev/null\n+++ b/").append(path).append('\n');
    patch.append("@@ -0,0 +1,").append(lines.length).append(" @@\n");
    for (String line : lines) {
      patch.append('+').append(line).append('\n');
    }
    return patch.toString().getBytes(StandardCharsets.UTF_8);
  }
}
