package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The template of a plugin, built as its README says, in every command that loads plugins.
class PluginsTest {
  /// 12345678 mod 97 is 3.
  private static final String BADGE = "ACME-" + "1234567803";

  private static final String NO_BADGE = "ACME-" + "1234567810";

  @TempDir static Path built;
  @TempDir Path dir;

  private static Path plugins;

  @BeforeAll
  static void build() throws IOException {
    plugins = built.resolve("plugins");
    PluginTemplate.build(built.resolve("work"), plugins.resolve("acme.jar"));
  }

  private Path tree() throws IOException {
    Path tree = Files.createDirectories(dir.resolve("tree"));
    Files.writeString(tree.resolve("door.txt"), "one two\nkey " + BADGE + " opens\n");
    Files.writeString(tree.resolve("other.txt"), "no badge: " + NO_BADGE + "\n");
    Files.write(tree.resolve("letter.docx"), document("Dear all,", "use " + BADGE + ". Bye."));
    return tree;
  }

  private static byte[] document(String... paragraphs) throws IOException {
    StringBuilder xml = new StringBuilder("<w:document xmlns:w='http://schemas.openxmlformats.org");
    xml.append("/wordprocessingml/2006/main'><w:body>");
    for (String paragraph : paragraphs) {
      xml.append("<w:p><w:r><w:t>").append(paragraph).append("</w:t></w:r></w:p>");
    }
    xml.append("</w:body></w:document>");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.write(xml.toString().getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private Invocation.Result single(Object... words) throws IOException {
    return run("single", tree(), words);
  }

  private Invocation.Result run(String command, Path tree, Object... words) {
    return Invocation.in()
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .run(command, tree, "--out", dir.resolve("out"), "--plugins", plugins, words);
  }

  @Test
  void aTreeWithAllThreeKinds() throws IOException {
    var result = single("--format", "md,json", "--plugin-format", "words", "--fail-on", "secrets");
    assertThat(result.code()).as(result.err()).isEqualTo(10);
    assertThat(result.file(".words"))
        .content()
        .isEqualTo(
            """
            path,state,words
            "door.txt",redacted,5
            "letter.docx",processed,5
            "other.txt",included,3
            """);
    assertThat(result.file(".md"))
        .content()
        .contains("Dear all,\nuse [REDACTED:acme-badge#1]")
        .contains("acme-badge")
        .contains(NO_BADGE)
        .doesNotContain(BADGE);
    String manifest = Files.readString(result.file(".manifest.json"));
    assertThat(manifest)
        .doesNotContain(BADGE)
        .contains("\"name\" : \"acme\"", "\"version\" : \"1.0.0\"", "\"processed\" : 1");
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                    Files.readString(Path.of("../../docs/reference/manifest.schema.json")),
                    InputFormat.JSON)
                .validate(manifest, InputFormat.JSON))
        .isEmpty();
    assertThat(Invocation.in().run("evidence", "verify", dir.resolve("out")).code()).isZero();
  }

  @Test
  void whatAPluginMadeIsNotRestored() throws IOException {
    var result = single("--format", "md,json");
    for (String form : new String[] {".md", ".json"}) {
      Path to = dir.resolve("restored" + form);
      Path dump =
          result.lines().stream()
              .filter(line -> line.endsWith(form) && !line.endsWith(".manifest.json"))
              .map(Path::of)
              .findFirst()
              .orElseThrow();
      var back = Invocation.in().run("rollback", dump, "--to", to);
      assertThat(back.err() + back.out()).contains("letter.docx", "a plugin made of it");
      assertThat(to.resolve("letter.docx")).doesNotExist();
      assertThat(to.resolve("other.txt")).content().isEqualTo("no badge: " + NO_BADGE + "\n");
    }
  }

  @Test
  void theSameWithTheSamePluginsAndAnotherDigestWithout() throws IOException {
    Path first = single("--format", "md").file(".manifest.json");
    String before = Files.readString(first);
    assertThat(Files.readString(single("--format", "md").file(".manifest.json"))).isEqualTo(before);
    var without =
        Invocation.in()
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .run("single", tree(), "--out", dir.resolve("out"), "--format", "md");
    assertThat(Files.readString(without.file(".manifest.json"))).doesNotContain("\"plugins\"");
  }

  private Path repository() throws IOException {
    Path repo = dir.resolve("repo");
    RepoBuilder builder = RepoBuilder.init(repo);
    builder.commit("main", "start", edits -> edits.file("a.txt", "one\n"));
    builder.branch("feature", "main");
    builder.commit(
        "feature", "open " + BADGE, edits -> edits.file("a.txt", "one\nthe " + BADGE + " key\n"));
    return repo;
  }

  @Test
  void aChangeIsScannedAndWrittenByPluginsToo() throws IOException {
    var result =
        Invocation.in()
            .with("CREATE_DUMP_PLUGINS", plugins.toString())
            .run(
                "diff",
                "--repo",
                repository(),
                "--base",
                "main",
                "--head",
                "feature",
                "--out",
                dir.resolve("out"),
                "--plugin-format",
                "words",
                "--fail-on",
                "secrets");
    assertThat(result.code()).as(result.err()).isEqualTo(10);
    for (String line : result.lines()) {
      assertThat(Path.of(line)).content().doesNotContain(BADGE);
    }
    assertThat(result.file(".patch")).content().contains("+the [REDACTED:acme-badge#1]");
    assertThat(result.file(".words")).content().contains("\"a.txt\",redacted,");
  }

  @Test
  void theScannerAloneFindsItToo() throws IOException {
    Path tree = tree();
    var files = Invocation.in().run("scan", tree, "--plugins", plugins, "--fail-on", "secrets");
    assertThat(files.code()).as(files.err()).isEqualTo(10);
    assertThat(files.out()).contains("door.txt:2:5").doesNotContain(BADGE);
    var history =
        Invocation.in()
            .run(
                "scan",
                "--repo",
                repository(),
                "--history",
                "feature",
                "--plugins",
                plugins,
                "--fail-on",
                "secrets");
    assertThat(history.code()).as(history.err()).isEqualTo(10);
    assertThat(history.out()).contains("acme-badge").doesNotContain(BADGE);
  }

  @Test
  void eachProjectOfABatch() throws IOException {
    Path tree = tree();
    Files.createDirectories(tree.resolve("web"));
    Files.writeString(tree.resolve("web/package.json"), "{}\n");
    Files.writeString(tree.resolve("web/b.txt"), BADGE + "\n");
    Object[] words = {
      "batch",
      "run",
      tree,
      "--out",
      dir.resolve("out"),
      "--plugins",
      plugins,
      "--plugin-format",
      "words"
    };
    var result = Invocation.in().run(words);
    assertThat(result.code()).as(result.err()).isZero();
    try (var files = Files.walk(dir.resolve("out"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".words"))).hasSize(2);
    }
  }

  @Test
  void archivesAreNotMadeOfTexts() throws IOException {
    var result = single("--format", "zip");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("archives hold files as they are");
    assertThat(dir.resolve("out")).doesNotExist();
  }

  @Test
  void listing() throws IOException {
    var result = Invocation.in().run("plugins", "list", "--repo", tree(), "--plugins", plugins);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("acme 1.0.0\n", "format words", "rule acme-badge", "processor WordDocuments");
    var json =
        Invocation.in().run("plugins", "list", "--repo", tree(), "--plugins", plugins, "--json");
    assertThat(json.out()).contains("\"allowed\" : true", "\"name\" : \"acme\"");
  }

  @Test
  void aPolicyForbidsThem() throws IOException {
    Path policy = Files.writeString(dir.resolve("policy.toml"), lock("[]"));
    var result =
        Invocation.in()
            .with("CREATE_DUMP_CONFIG_URI", policy.toUri().toString())
            .run("single", tree(), "--out", dir.resolve("out"), "--plugins", plugins);
    assertThat(result.code()).as(result.err()).isEqualTo(11);
    assertThat(result.err()).contains("acme 1.0.0", "not allowed by plugins.allow");
    assertThat(dir.resolve("out")).doesNotExist();

    String sha256 =
        Invocation.in()
            .run("plugins", "list", "--repo", tree(), "--plugins", plugins)
            .out()
            .lines()
            .filter(line -> line.contains("sha256:"))
            .findFirst()
            .orElseThrow()
            .strip();
    Files.writeString(policy, lock("[\"" + sha256 + "\"]"));
    var allowed =
        Invocation.in()
            .with("CREATE_DUMP_CONFIG_URI", policy.toUri().toString())
            .run("single", tree(), "--out", dir.resolve("out"), "--plugins", plugins);
    assertThat(allowed.code()).as(allowed.err()).isZero();
  }

  private static String lock(String allow) {
    return "[policy]\nversion = \"1\"\n[enforce.plugins]\nallow = " + allow + "\n";
  }

  @Test
  void neverFromWhatIsDumped() throws IOException {
    Path tree = tree();
    Files.createDirectories(tree.resolve("plugins"));
    Files.copy(plugins.resolve("acme.jar"), tree.resolve("plugins/acme.jar"));
    var without = Invocation.in().run("single", tree, "--out", dir.resolve("out"));
    assertThat(without.file(".md")).content().contains(BADGE);
    var named =
        Invocation.in()
            .run("single", tree, "--out", dir.resolve("out"), "--plugins", tree.resolve("plugins"));
    assertThat(named.code()).isEqualTo(2);
    assertThat(named.err()).contains("lies in what is dumped");
  }

  @Test
  void anUnknownFormat() throws IOException {
    var result = single("--plugin-format", "word");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("no plugin has the format word", "There is words.");
  }
}
