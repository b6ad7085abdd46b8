package dev.createdump.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.engine.base.Failure;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.repo.HostileRepository;
import dev.createdump.testkit.repo.PatchOracle;
import dev.createdump.testkit.repo.RawEntry;
import dev.createdump.testkit.repo.RepoBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The whole way from a repository to sealed and stored files.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FlowTest {
  private static final String[] ALL = {"md", "json", "html", "patch", "sarif"};

  @TempDir Path dir;
  private List<HostileRepository> built = List.of();
  private List<Flow> runs = List.of();

  @BeforeAll
  void dumpTheHostileRepository(@TempDir Path shared) throws Exception {
    HostileRepository hostile = HostileRepository.create(shared.resolve("hostile"));
    Flow flow =
        new Flow(hostile.directory(), shared.resolve("out"))
            .between(hostile.base(), hostile.head())
            .set("output.formats", ALL);
    flow.run();
    built = List.of(hostile);
    runs = List.of(flow);
  }

  private HostileRepository hostile() {
    return built.getFirst();
  }

  private Flow flow() {
    return runs.getFirst();
  }

  @Test
  void theLedgerIsWhatGitLists() throws Exception {
    PatchOracle oracle = PatchOracle.of(hostile().directory(), dir.resolve("oracle"));
    List<String> expected = new ArrayList<>();
    for (RawEntry raw : oracle.rawLedger(hostile().mergeBase(), hostile().head(), "-M", "-l1000")) {
      expected.add(raw.oldMode() + raw.newMode() + raw.newId());
    }
    List<String> listed = new ArrayList<>();
    JsonNode manifest = flow().manifest();
    for (JsonNode entry : manifest.get("ledger")) {
      boolean copy = entry.get("status").textValue().equals("C");
      listed.add(
          (copy ? "000000" : entry.get("oldMode").textValue())
              + entry.get("newMode").textValue()
              + entry.get("newId").textValue());
    }
    assertThat(listed).isEqualTo(expected);
    assertThat(sum(manifest.at("/counts/byState"))).isEqualTo(expected.size());
    assertThat(sum(manifest.at("/counts/byStatus"))).isEqualTo(expected.size());
    assertThat(hostile().trippedCanaries()).isEmpty();
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.intValue();
    }
    return sum;
  }

  @Test
  void thePatchAppliesAndGivesTheHead() throws Exception {
    assertThat(flow().manifest().at("/patch/complete").booleanValue()).isTrue();
    PatchOracle oracle = PatchOracle.of(hostile().directory(), dir.resolve("oracle"));
    assertThat(oracle.treeAfterApplying(hostile().mergeBase(), flow().file("patch")))
        .isEqualTo(oracle.tree(hostile().head()));
  }

  @Test
  void theMarkdownHoldsNothingLive() throws Exception {
    assertNothingLive(flow().text("md"));
  }

  private static void assertNothingLive(String markdown) {
    var document =
        Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown);
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(HtmlInline html) {
            assertThat(html.getLiteral()).matches("<a id=\"[a-z0-9-]+\">|</a>");
          }

          @Override
          public void visit(HtmlBlock html) {
            assertThat(html.getLiteral()).matches("(<a id=\"[a-z0-9-]+\"></a>\\s*)+");
          }

          @Override
          public void visit(Image image) {
            throw new AssertionError("an image: " + image.getDestination());
          }

          @Override
          public void visit(Link link) {
            assertThat(link.getDestination()).startsWith("#");
            visitChildren(link);
          }

          @Override
          public void visit(org.commonmark.node.Text text) {
            assertThat(text.getLiteral()).doesNotContain("@octocat").doesNotContain("@user");
          }
        });
    assertThat(markdown.codePoints().filter(FlowTest::isHidden).toArray()).isEmpty();
  }

  /// Controls but for line feed and tab, and what reorders or hides text.
  private static boolean isHidden(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200B
        || (c >= 0xE0000 && c <= 0xE007F);
  }

  @Test
  void thePageIsSelfContained() throws Exception {
    assertThat(flow().text("html"))
        .doesNotContain("<script>alert")
        .doesNotContain("<img src=x")
        .doesNotContainPattern(
            "(?i)<(script|link|img|iframe)[^>]+(src|href)\\s*=\\s*[\"']?https?:");
  }

  @Test
  void theDocumentsAreAsTheirSchemasSay() throws Exception {
    assertValid("dump", flow().text("json"));
    assertValid("manifest", flow().text("manifest.json"));
  }

  static void assertValid(String schema, String document) throws Exception {
    String text = Files.readString(Path.of("../../docs/reference/" + schema + ".schema.json"));
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON)
            .validate(document, InputFormat.JSON);
    assertThat(errors).isEmpty();
  }

  @Test
  void theSchemasRefuseWhatNoDumpHolds() throws Exception {
    String manifest = flow().text("manifest.json");
    for (String broken :
        List.of(
            manifest.replaceFirst("\"schema\" : \"[^\"]*\"", "\"schema\" : \"other/v9\""),
            manifest.replaceFirst("\"name\"", "\"extra\" : 1, \"name\""),
            manifest.replaceFirst("\"dumpDigest\" : \"[^\"]*\",", ""),
            manifest.replaceFirst("\"state\" : \"[^\"]*\"", "\"state\" : \"lost\""))) {
      assertThat(broken).isNotEqualTo(manifest);
      assertThatThrownBy(() -> assertValid("manifest", broken)).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void otherToolsReadThePatchAndTheChecksums() throws Exception {
    run(flow().directory(), "sha256sum", "--strict", "-c", "dump.sha256");
    String stat = run(dir, "git", "apply", "--numstat", flow().file("patch").toString());
    assertThat(stat.lines().count()).isGreaterThanOrEqualTo(flow().manifest().get("ledger").size());
  }

  private static String run(Path where, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private RepoBuilder simple(String name) {
    RepoBuilder repo = RepoBuilder.init(dir.resolve(name));
    repo.commit("main", "base", edits -> edits.file("src/a.txt", "one\ntwo\n"));
    repo.branch("topic", "main");
    repo.commit(
        "topic",
        "change",
        edits ->
            edits
                .file("src/a.txt", "one\n2\n")
                .file("gen/big.txt", "x\n".repeat(5000))
                .file("docs/b.md", "b\n"));
    return repo;
  }

  private Flow of(RepoBuilder repo, String out) {
    return new Flow(repo.directory(), dir.resolve(out)).between("main", "topic");
  }

  @Test
  void theBuiltInReaderMakesTheSameDump() throws Exception {
    RepoBuilder repo = simple("r");
    Flow program = of(repo, "program").set("source.git", "program");
    Flow jgit = of(repo, "jgit").set("source.git", "jgit");
    program.run();
    jgit.run();
    assertThat(jgit.text("md")).isEqualTo(program.text("md"));
    assertThat(jgit.text("json")).isEqualTo(program.text("json"));
    assertThat(jgit.text("patch")).isEqualTo(program.text("patch"));
  }

  @Test
  void whatIsLeftOutIsListedWithItsRule() throws Exception {
    Flow flow = of(simple("r"), "o").set("select.exclude", "gen/", "!gen/keep");
    flow.run();
    assertThat(flow.entry("gen/big.txt").get("state").textValue()).isEqualTo("excluded");
    assertThat(flow.entry("gen/big.txt").get("reason").textValue())
        .contains("gen/")
        .contains("--select.exclude");
    assertThat(flow.text("patch")).doesNotContain("gen/big.txt");
    assertThat(flow.manifest().at("/patch/complete").booleanValue()).isFalse();
    assertValid("manifest", flow.text("manifest.json"));

    Flow only = of(simple("s"), "p").set("select.include", "docs/**");
    only.run();
    assertThat(only.entry("docs/b.md").get("state").textValue()).isEqualTo("included");
    assertThat(only.entry("src/a.txt").get("reason").textValue()).contains("select.include");
  }

  @Test
  void whatIsTooLargeStandsInThePatchAlone() throws Exception {
    Flow flow = of(simple("r"), "o").set("output.max_file_size", "1KiB");
    flow.run();
    assertThat(flow.entry("gen/big.txt").get("state").textValue()).isEqualTo("too-large");
    assertThat(flow.entry("gen/big.txt").get("reason").textValue())
        .endsWith("; the patch carries it whole");
    assertThat(flow.entry("gen/big.txt").get("added").intValue()).isEqualTo(5000);
    assertThat(flow.text("patch")).contains("+x\n".repeat(5000));
    assertThat(flow.text("md").length()).isLessThan(9000);
  }

  @Test
  void aSecretInWhatIsTooLargeIsSaidToBeHidden() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    repo.commit("main", "one", e -> e.file("a", "1\n"));
    repo.branch("topic", "main");
    String secret = "AKIA" + "Q3EGWZ7PLMX5DYTK";
    repo.commit(
        "topic",
        "two",
        e -> e.file("keys.txt", "id=" + secret + "\n" + "x\n".repeat(2000)).file("a", "2\n"));
    Flow flow = of(repo, "o").set("output.max_file_size", "1KiB");
    flow.run();
    assertThat(flow.entry("keys.txt").get("reason").textValue())
        .endsWith("; the patch carries it with the secrets hidden");
    assertThat(flow.text("patch")).doesNotContain(secret);
  }

  @Test
  void fullContextShowsTheWholeNewContent() throws Exception {
    Flow flow = of(simple("r"), "o").set("output.context", "full");
    flow.run();
    boolean found = false;
    for (JsonNode file : flow.json("json").get("files")) {
      if (file.get("path").textValue().equals("src/a.txt")) {
        assertThat(file.get("content").textValue()).isEqualTo("one\n2\n");
        found = true;
      }
    }
    assertThat(found).isTrue();
    assertValid("dump", flow.text("json"));
  }

  @Test
  void storingTwiceIsOneAndOtherContentIsRefused() throws Exception {
    RepoBuilder repo = simple("r");
    Path bucket = Files.createDirectories(dir.resolve("bucket"));
    Path config =
        Files.writeString(
            repo.directory().resolve("create-dump.toml"),
            "[[upload]]\nuri = \"" + bucket.toUri() + "\"\n");
    assertThat(config).exists();
    Flow flow = of(repo, "o").variable("GITHUB_RUN_ID", "7");
    Outcome first = flow.run();
    List<Path> objects = objects(bucket);
    assertThat(first.result().receipts()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(objects).filteredOn(p -> p.toString().endsWith("dump.manifest.json")).hasSize(1);
    assertThat(objects).filteredOn(p -> p.toString().endsWith(".jsonl")).hasSize(1);
    Outcome again = flow.run();
    assertThat(again.result().dumpDigest()).isEqualTo(first.result().dumpDigest());
    assertThat(objects(bucket)).isEqualTo(objects);

    Path stored =
        objects.stream().filter(p -> p.toString().endsWith("dump.md")).findFirst().orElseThrow();
    Files.writeString(stored, "something else");
    assertThatThrownBy(flow::run)
        .isInstanceOf(Failure.Stored.class)
        .extracting(e -> ((Failure.Stored) e).code())
        .isEqualTo(StoreException.Code.ALREADY_EXISTS);
  }

  private static List<Path> objects(Path bucket) throws Exception {
    try (Stream<Path> all = Files.walk(bucket)) {
      return all.filter(p -> Files.isRegularFile(p) && !p.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void anOutputThatCannotBeWrittenIsSaidAndLeavesNothing() throws Exception {
    RepoBuilder repo = simple("r");
    Path file = Files.writeString(dir.resolve("file"), "x");
    for (Path out : List.of(file, file.resolve("below"), Path.of("/proc/no-such-directory"))) {
      assertThatThrownBy(() -> new Flow(repo.directory(), out).between("main", "topic").run())
          .as(out.toString())
          .isInstanceOf(Failure.Output.class);
    }
    Path taken = Files.createDirectories(dir.resolve("taken"));
    Files.createDirectories(taken.resolve("dump.json/x"));
    assertThatThrownBy(() -> new Flow(repo.directory(), taken).between("main", "topic").run())
        .isInstanceOf(Failure.Output.class);
    try (Stream<Path> left = Files.list(taken)) {
      assertThat(left).containsExactly(taken.resolve("dump.json"));
    }
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothing() throws Exception {
    RepoBuilder repo = simple("r");
    Path full = Files.createDirectories(dir.resolve("full"));
    ProcessBuilder mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=32k", "none", full.toString());
    assumeTrue(
        mount.redirectErrorStream(true).start().waitFor() == 0,
        "needs leave to mount a small tmpfs: run as root outside of a container");
    try {
      Flow flow = new Flow(repo.directory(), full).between("main", "topic");
      assertThatThrownBy(flow::run).isInstanceOf(Failure.Output.class);
      assertThat(flow.files()).isEmpty();
    } finally {
      run(dir, "umount", full.toString());
    }
  }

  @Test
  void aChangeOfNothingIsDumped() throws Exception {
    RepoBuilder repo = simple("r");
    Flow flow =
        new Flow(repo.directory(), dir.resolve("o"))
            .between("main", "main")
            .set("output.formats", ALL);
    assertThat(flow.run()).isInstanceOf(Outcome.Done.class);
    assertThat(flow.manifest().get("ledger")).isEmpty();
    assertThat(flow.text("patch")).isEmpty();
    assertValid("dump", flow.text("json"));
    assertThat(flow.files().keySet())
        .containsExactly(
            "dump.html",
            "dump.json",
            "dump.manifest.json",
            "dump.md",
            "dump.patch",
            "dump.sarif",
            "dump.sha256");
  }

  @Test
  void aPullRequestIsReadFromTheEvent() throws Exception {
    RepoBuilder repo = simple("r");
    Path event =
        Files.writeString(
            dir.resolve("event.json"),
            """
        {"number": 5, "pull_request": {"number": 5, "title": "T <b>@octocat</b>", "base": {"ref": "main", "sha": "%s"},
         "head": {"ref": "topic", "sha": "%s"}, "html_url": "https://github.com/a/b/pull/5"}}
        """
                .formatted(repo.id("main"), repo.id("topic")));
    Flow flow = new Flow(repo.directory(), dir.resolve("o"));
    for (Map.Entry<String, String> variable :
        Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_EVENT_NAME",
                "pull_request",
                "GITHUB_EVENT_PATH",
                event.toString(),
                "GITHUB_REPOSITORY",
                "a/b",
                "GITHUB_RUN_ID",
                "3")
            .entrySet()) {
      flow.variable(variable.getKey(), variable.getValue());
    }
    flow.run();
    assertThat(flow.manifest().at("/pullRequest/number").intValue()).isEqualTo(5);
    assertThat(flow.manifest().at("/run/id").textValue()).isEqualTo("3-1");
    assertThat(flow.json("json").get("title").textValue()).isEqualTo("T <b>@octocat</b>");
    assertNothingLive(flow.text("md"));
    assertValid("dump", flow.text("json"));
    assertValid("manifest", flow.text("manifest.json"));
  }
}
