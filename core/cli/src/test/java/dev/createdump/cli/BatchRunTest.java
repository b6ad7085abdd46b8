package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.engine.base.Digests;
import dev.createdump.testkit.repo.Edits;
import dev.createdump.testkit.repo.GitPath;
import dev.createdump.testkit.repo.RepoBuilder;
import dev.createdump.testkit.repo.TreeEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `create-dump batch run` as people and jobs run it.
class BatchRunTest {
  @TempDir Path dir;

  private RepoBuilder repo(Consumer<Edits> edits) {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("shop"));
    repo.commit("main", "start", edits);
    repo.run("reset", "-q", "--hard", "main");
    return repo;
  }

  private RepoBuilder monorepo() {
    return repo(
        e ->
            e.file("README.md", "whole\n")
                .file("services/pay/pom.xml", "<project/>\n")
                .file("services/pay/src/A.java", "class A {}\n")
                .file("services/pay/core/pom.xml", "<project/>\n")
                .file("services/pay/core/B.java", "class B {}\n")
                .file("services/web/package.json", "{}\n")
                .file("services/web/App.csproj", "<Project/>\n")
                .file("services/docs.md", "between\n"));
  }

  private Invocation.Result batch(Object... words) {
    return batch(Invocation.in(), "out", words);
  }

  private Invocation.Result batch(Invocation invocation, String out, Object... words) {
    return invocation
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .run("batch", "run", dir.resolve("shop"), "--out", dir.resolve(out), words);
  }

  /// Every file of a directory by its name from there.
  static Map<String, String> files(Path directory) {
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        files.put(directory.relativize(file).toString(), Digests.sha256Hex(content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private String index(String out) {
    return read(dir.resolve(out).resolve("shop_batch_20231114_221320.index.json"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertValid(String index) {
    String schema = read(Path.of("../../docs/reference/batch.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(index, InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void everyFileIsInTheDumpOfTheDeepestProjectAroundIt() {
    monorepo();
    var result = batch("--format", "csv");
    assertThat(result.code()).as(result.err()).isZero();
    String stem = "_all_create_dump_20231114_221320";
    Path out = dir.resolve("out");
    assertThat(out.resolve("shop/shop" + stem + ".csv"))
        .content()
        .contains("\nREADME.md,")
        .contains("\nservices/docs.md,")
        .doesNotContain("A.java", "package.json");
    assertThat(out.resolve("services-pay/services-pay" + stem + ".csv"))
        .content()
        .contains("\nsrc/A.java,")
        .doesNotContain("B.java");
    assertThat(out.resolve("services-pay-core/services-pay-core" + stem + ".csv"))
        .content()
        .contains("\nB.java,");
    String index = index("out");
    assertValid(index);
    assertThat(index)
        .contains("\"projects\" : 4", "\"paths\" : 8", "\"markers\" : [\n        \"*.csproj\"")
        .contains("\"manifest\" : \"services-web/services-web" + stem + ".manifest.json\"");
    assertThat(out.resolve("shop_batch_20231114_221320.index.md"))
        .content()
        .contains("| `services/pay/core` | `pom.xml` |  | done | 2 |");
    for (String place : List.of("shop", "services-pay", "services-pay-core", "services-web")) {
      assertThat(Invocation.in().run("evidence", "verify", out.resolve(place)).code()).isZero();
    }
  }

  @Test
  void theIndexNamesWhoOwnsEachProject() {
    repo(
        e ->
            e.file("services/pay/pom.xml", "<project/>\n")
                .file("services/pay/src/A.java", "class A {}\n")
                .file("services/web/package.json", "{}\n")
                .file("services/web/vendored.js", "1\n")
                .file(
                    ".github/CODEOWNERS",
                    """
                    * @shop/all
                    /services/pay/ @shop/pay pay@example.org
                    /services/pay/src/ @shop/somebody
                    *.js @shop/js
                    """));

    assertThat(batch("--format", "csv").code()).isZero();

    assertValid(index("out"));
    assertThat(index("out"))
        .containsPattern("\"owners\" : \\[\\s*\"@shop/pay\",\\s*\"pay@example.org\"\\s*]")
        .containsPattern("\"owners\" : \\[\\s*\"@shop/all\",\\s*\"@shop/js\"\\s*]")
        .doesNotContain("somebody");
    // In code, so that nobody is called.
    assertThat(read(dir.resolve("out/shop_batch_20231114_221320.index.md")))
        .contains("| `@shop/pay, pay@example.org` |");
  }

  @Test
  void whatWouldBeDumpedIsListed() {
    monorepo();
    var result = batch("--list");
    assertThat(result.code()).isZero();
    assertThat(result.lines())
        .containsExactly(".", "services/pay", "services/pay/core", "services/web");
    assertThat(result.err()).contains("services/web: 2 paths, *.csproj, package.json\n");
    assertThat(dir.resolve("out")).doesNotExist();
    assertValid(batch("--list", "--json").out());
    assertValid(batch("--dry-run", "--json").out());
    assertThat(dir.resolve("out")).doesNotExist();
    assertThat(batch("--list", "--marker", "package.json").lines())
        .containsExactly(".", "services/web");
  }

  @Test
  void namedProjectsAreDumpedAloneAndTheRestIsSaid() {
    monorepo();
    var result = batch("--project", "./services/pay/", "--project", "services/pay/core");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("in no project, and in no dump: 4 paths");
    assertThat(index("out")).contains("\"outside\" : 4", "\"projects\" : 2");
    assertThat(batch("--project", "services/gone").code()).isEqualTo(12);
    assertThat(batch("--project", "../elsewhere").code()).isEqualTo(2);
    assertThat(batch("--project", "/etc").code()).isEqualTo(2);
  }

  @Test
  void theRepositorySaysWhereProjectsMayBe() {
    repo(
        e ->
            e.file("create-dump.toml", "projects.paths = ['/services/*']\n")
                .file("services/pay/pom.xml", "<project/>\n")
                .file("test/fixture/pom.xml", "<project/>\n")
                .file("test/fixture/create-dump.toml", "scan.secrets = false\n"));
    assertThat(batch("--list").lines()).containsExactly(".", "services/pay");
  }

  @Test
  void whatIsExcludedMakesNoProject() {
    repo(
        e ->
            e.file("create-dump.toml", "select.exclude = ['/vendor', '/nothing']\n")
                .file("vendor/x/package.json", "{}\n")
                .file("a.txt", "a\n"));
    var result = batch("--format", "csv");
    assertThat(result.lines()).hasSize(3);
    assertThat(result.err())
        .contains("select.exclude \"/nothing\" of create-dump.toml:1:1 matches no");
    assertThat(read(result.file("manifest.json"))).contains("\"excluded\" : 1");
  }

  /// Two projects with rules of their own under one central policy: both hold to it.
  @Test
  void eachProjectHasItsOwnRulesBelowThePolicy() throws IOException {
    repo(
        e ->
            e.file("create-dump.toml", "select.exclude = ['*.tmp']\n")
                .file(
                    "pay/create-dump.toml",
                    "scan.fail_on = 'secrets'\n[select]\nexclude = ['/gen']\n")
                .file("pay/gen/a.txt", "generated\n")
                .file("pay/a.env", "KEY=" + Sample.SECRET + "\n")
                .file("pay/x.tmp", "x\n")
                .file("web/create-dump.toml", "output.max_file_size = '2KiB'\n")
                .file("web/gen/a.txt", "not generated\n")
                .file("web/large.txt", "0123456789\n".repeat(300))
                .file("web/x.tmp", "x\n"));
    Path policy =
        Files.writeString(
            dir.resolve("policy.toml"),
            """
            [enforce.scan]
            secrets = true
            [enforce.output]
            max_file_size = { max = '4KiB' }
            [defaults.output]
            max_file_size = '3KiB'
            """);
    var result = batch("--format", "csv", "--policy", policy);
    assertThat(result.code()).as(result.err()).isEqualTo(10);
    String stem = "_all_create_dump_20231114_221320.";
    Path out = dir.resolve("out");
    assertThat(out.resolve("pay/pay" + stem + "csv"))
        .content()
        .containsPattern("\ngen/a.txt,100644,excluded,.*pay/create-dump.toml:3:1")
        .containsPattern("\na.env,100644,redacted,");
    assertThat(out.resolve("web/web" + stem + "csv"))
        .content()
        .contains("\ngen/a.txt,100644,included,")
        .contains("\nlarge.txt,100644,too-large,");
    assertThat(index("out")).contains("\"outcome\" : \"blocked\"", "\"outcome\" : \"done\"");
    assertThat(index("out")).doesNotContain(Sample.SECRET);
    assertThat(result.out() + result.err()).doesNotContain(Sample.SECRET);
    for (String place : List.of("pay", "web")) {
      var verified =
          Invocation.in().run("evidence", "verify", out.resolve(place), "--policy", policy);
      assertThat(verified.code()).as(verified.out()).isZero();
      assertThat(verified.out()).contains("ok         central-policy  made under it");
    }
  }

  @Test
  void aProjectThatWeakensThePolicyFailsAloneAndIsNamed() throws IOException {
    repo(
        e ->
            e.file("a/create-dump.toml", "scan.secrets = false\n")
                .file("a/deep/package.json", "{}\n")
                .file("b/create-dump.toml", "no_such.key = 1\n")
                .file("c/create-dump.toml", "scan.fail_on = 'never'\n"));
    Path policy =
        Files.writeString(
            dir.resolve("policy.toml"),
            "[policy]\nmessage = 'Ask #platform.'\n[enforce.scan]\nsecrets = true\n");
    var result = batch("--policy", policy);
    assertThat(result.code()).as(result.err()).isEqualTo(11);
    assertThat(result.err())
        .contains("  a: 1 path, create-dump.toml: failed (exit code 11)")
        .contains("a/create-dump.toml:1:1: scan.secrets is false, against what is enforced")
        .contains("Ask #platform.")
        .contains("  a/deep: 1 path, package.json: failed (exit code 11)")
        .contains("  b: 1 path, create-dump.toml: failed (exit code 11)")
        .contains("  c: 1 path, create-dump.toml, own configuration, 23 bytes: done\n");
    Path out = dir.resolve("out");
    assertThat(out.resolve("a")).doesNotExist();
    assertThat(out.resolve("a-deep")).doesNotExist();
    assertThat(Invocation.in().run("evidence", "verify", out.resolve("c")).code()).isZero();
    assertThat(index("out")).contains("\"failed\" : 3", "\"done\" : 1", "\"exitCode\" : 11");
    assertValid(index("out"));
    var applied = batch("--policy", policy, "--on-violation", "apply", "--project", "a");
    assertThat(applied.code()).as(applied.err()).isZero();
  }

  @Test
  void theOrderOfWorkChangesNoByte() {
    monorepo();
    batch(Invocation.in(), "serial", "--jobs", "1", "--format", "md,json,csv");
    batch(Invocation.in(), "parallel", "--jobs", "4", "--format", "md,json,csv");
    batch(Invocation.in(), "again", "--jobs", "4", "--format", "md,json,csv");
    assertThat(files(dir.resolve("parallel")))
        .hasSize(4 * 5 + 2)
        .isEqualTo(files(dir.resolve("serial")))
        .isEqualTo(files(dir.resolve("again")));
  }

  /// The dump of a project is, but for the directory, the one that `single` makes of it.
  @Test
  void aDumpOfABatchIsThatOfItsDirectoryAlone() {
    monorepo();
    batch("--format", "json");
    Path single = dir.resolve("single");
    var alone =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run("single", dir.resolve("shop/services/web"), "--format", "json", "--out", single);
    assertThat(alone.code()).isZero();
    assertThat(files(dir.resolve("out/services-web"))).isEqualTo(files(single));
  }

  @ParameterizedTest
  @CsvSource({"--index", "--rev", "--untracked", "--all-files"})
  void takesTheSameChoicesAsSingle(String choice) throws IOException {
    RepoBuilder repo = monorepo();
    Files.createDirectories(dir.resolve("shop/new"));
    Files.writeString(dir.resolve("shop/new/go.mod"), "module x\n");
    Files.writeString(dir.resolve("shop/services/web/package.json"), "{\"changed\": 1}\n");
    Object[] words =
        choice.equals("--rev") ? new Object[] {"--rev", "main"} : new Object[] {choice};
    var result = batch("--format", "json", words);
    assertThat(result.code()).as(result.err()).isZero();
    boolean git = choice.equals("--index") || choice.equals("--rev");
    String json = "services-web_all_create_dump_20231114_221320.json";
    assertThat(read(dir.resolve("out/services-web").resolve(json)).contains("changed"))
        .isEqualTo(!git);
    assertThat(Files.exists(dir.resolve("out/new"))).isEqualTo(!git);
    assertThat(index("out")).contains("\"commit\" : \"" + repo.id("main") + "\"");
  }

  /// A revision is judged by the files that it holds itself.
  @Test
  void ownFilesAreThoseOfTheTree() throws IOException {
    RepoBuilder repo =
        repo(e -> e.file("a/create-dump.toml", "select.exclude = ['/x']\n").file("a/x", "x\n"));
    Files.writeString(dir.resolve("shop/a/create-dump.toml"), "select.exclude = []\n");
    batch(Invocation.in(), "now", "--format", "csv");
    batch(Invocation.in(), "then", "--format", "csv", "--rev", repo.id("main"));
    String csv = "a/a_all_create_dump_20231114_221320.csv";
    assertThat(read(dir.resolve("now").resolve(csv))).contains("\nx,100644,included");
    assertThat(read(dir.resolve("then").resolve(csv))).contains("\nx,100644,excluded");
  }

  @Test
  void hostileNamesStayInPlacesOfTheirOwn() throws IOException {
    RepoBuilder repo =
        repo(
            e -> {
              e.file("a/b/package.json", "{}\n").file("a-b/package.json", "{}\n");
              e.file("A-b/package.json", "{}\n").file("shop/package.json", "{}\n");
              e.file("outbox/package.json", "{}\n").file("::error::x/package.json", "{}\n");
              e.file("a`|b](http:x)/package.json", "{}\n").file("-rf/go.mod", "module x\n");
              e.file("\u202efed/go.mod", "module x\n").file("c\nd/go.mod", "module x\n");
              e.file(Sample.SECRET + "/go.mod", "module x\n").file("top.txt", "x\n");
              e.put(new GitPath("latin-\u00e9/go.mod"), TreeEntry.file("module x\n"));
            });
    var result = batch("--rev", repo.id("main"), "--format", "json");
    assertThat(result.code()).as(result.err()).isZero();
    String index = index("out");
    assertValid(index);
    assertThat(result.out() + result.err() + index).doesNotContain(Sample.SECRET);
    assertThat(result.err().lines()).noneMatch(line -> line.strip().startsWith("::"));
    try (var places = Files.list(dir.resolve("out"))) {
      List<String> names =
          places.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList();
      assertThat(names).hasSize(12).allMatch(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*"));
      assertThat(names.stream().map(n -> n.toLowerCase(java.util.Locale.ROOT)).distinct())
          .hasSize(12);
      for (String name : names) {
        Path place = dir.resolve("out").resolve(name);
        assertThat(Invocation.in().run("evidence", "verify", place).code()).as(name).isZero();
      }
    }
    // A directory whose name is no text is no project: it stays with the whole.
    assertThat(index).contains("\"directory\" : \"\"").contains("\"paths\" : 2");
    assertThat(read(dir.resolve("out/shop_batch_20231114_221320.index.md")))
        .contains("``a`\\|b](http:x)``", "⟦U+202E⟧")
        .doesNotContain("\u202e");
  }

  /// A link that has taken the place of a project is not followed, nor one that configures it.
  @Test
  void linksAreNotFollowed() throws IOException {
    repo(
        e ->
            e.file("a/create-dump.toml", "scan.todos = false\n")
                .file("a/x", "inside\n")
                .file("b/y", "y\n"));
    Path outside = Files.createDirectories(dir.resolve("outside"));
    Files.writeString(outside.resolve("x"), "outside\n");
    Files.writeString(outside.resolve("create-dump.toml"), "scan.secrets = false\n");
    Files.delete(dir.resolve("shop/a/create-dump.toml"));
    Files.createSymbolicLink(
        dir.resolve("shop/a/create-dump.toml"), outside.resolve("create-dump.toml"));
    var linked = batch("--format", "json");
    assertThat(linked.code()).isEqualTo(11);
    assertThat(linked.err()).contains("a/create-dump.toml is a link, and links are not followed");
    Files.move(dir.resolve("shop/a"), dir.resolve("moved"));
    Files.createSymbolicLink(dir.resolve("shop/a"), outside);
    var replaced = batch("--format", "json");
    assertThat(replaced.code()).as(replaced.err()).isZero();
    assertThat(read(replaced.file("/a_all_create_dump_20231114_221320.manifest.json")))
        .doesNotContain("outside");
  }

  @Test
  void oneRunStoresEachDumpInAPlaceOfItsOwn() throws IOException {
    monorepo();
    Path store = Files.createDirectory(dir.resolve("store"));
    Invocation ci =
        Invocation.in()
            .with("GITHUB_ACTIONS", "true")
            .with("GITHUB_REPOSITORY", "octo/shop")
            .with("GITHUB_EVENT_NAME", "push")
            .with("GITHUB_RUN_ID", "99");
    var result = batch(ci, "out", "--upload", store.toUri());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(read(result.file(".index.json"))).contains("\"stored\" : [\n        \"file:///");
    var verified = Invocation.in().run("evidence", "verify", store.toUri());
    assertThat(verified.code()).as(verified.out()).isZero();
    assertThat(files(store).keySet().stream().filter(key -> key.endsWith(".manifest.json")))
        .hasSize(4);
    assertThat(files(store).keySet().stream().filter(key -> key.startsWith("v1/index/")))
        .hasSize(4);
  }

  @Test
  void aDirectoryOutsideAnyRepositoryIsDividedToo() throws IOException {
    Path shop = Files.createDirectories(dir.resolve("shop/app"));
    Files.writeString(shop.resolve("Cargo.toml"), "[package]\n");
    Files.writeString(dir.resolve("shop/notes.txt"), "x\n");
    assertThat(batch("--list").lines()).containsExactly(".", "app");
    assertThat(batch().code()).isZero();
    assertThat(index("out")).contains("\"source\" : \"directory\"", "\"commit\" : \"\"");
  }

  @Test
  void apartOfARepositoryIsDividedWithItsOwnDirectories() {
    repo(
        e ->
            e.file("create-dump.toml", "select.exclude = ['/services/pay/gen']\n")
                .file("services/pay/pom.xml", "<project/>\n")
                .file("services/pay/gen/x", "x\n")
                .file("other/pom.xml", "<project/>\n"));
    var result =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run(
                "batch",
                "run",
                dir.resolve("shop/services"),
                "--format",
                "csv",
                "--out",
                dir.resolve("out"));
    assertThat(result.code()).as(result.err()).isZero();
    String csv = "services-pay_all_create_dump_20231114_221320.csv";
    assertThat(dir.resolve("out/services-pay").resolve(csv))
        .content()
        .contains("\ngen/x,100644,excluded,")
        .doesNotContain("other");
    assertThat(read(dir.resolve("out/services_batch_20231114_221320.index.json")))
        .contains("\"directory\" : \"services\"", "\"directory\" : \"services/pay\"");
  }

  @Test
  void noProjectChoosesWhereItsDumpIsWritten() {
    repo(
        e ->
            e.file("create-dump.toml", "output.dir = '" + dir.resolve("out") + "'\n")
                .file("web/create-dump.toml", "output.dir = '" + dir.resolve("x") + "'\n"));
    var result =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run("batch", "run", dir.resolve("shop"), "--format", "csv");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(dir.resolve("x")).doesNotExist();
    assertThat(read(result.file("/web_all_create_dump_20231114_221320.manifest.json")))
        .contains("output.dir (web/create-dump.toml:1:1) has no effect in a batch");
  }

  @Test
  void nonsenseIsRefused() {
    monorepo();
    assertThat(Invocation.in().run("batch").code()).isEqualTo(2);
    assertThat(batch("--jobs", "0").code()).isEqualTo(2);
    assertThat(batch("--rev", "main", "--index").code()).isEqualTo(2);
    assertThat(batch("--rev", "nothing").code()).isEqualTo(12);
  }
}
