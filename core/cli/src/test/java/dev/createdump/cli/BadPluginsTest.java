package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plugins that break: the run ends with the plugin's name, a code that says so, and no file.
class BadPluginsTest {
  @TempDir Path dir;

  private Path plugins;
  private Path tree;

  @BeforeEach
  void paths() throws IOException {
    plugins = Files.createDirectories(dir.resolve("plugins"));
    tree = Files.createDirectories(dir.resolve("tree"));
    Files.writeString(tree.resolve("a.txt"), "the hidden word is " + Sample.SECRET + "\n");
    Files.writeString(tree.resolve("b.bin"), "b\n");
  }

  private PluginTemplate plugin() throws IOException {
    return new PluginTemplate(Files.createTempDirectory(dir, "work"));
  }

  private Invocation.Result single(Object... words) {
    return Invocation.in()
        .run("single", tree, "--out", dir.resolve("out"), "--plugins", plugins, words);
  }

  private void fails(int code, Invocation.Result result, String... said) throws IOException {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.err()).contains(said).doesNotContain(Sample.SECRET, "\tat ");
    assertThat(result.err().lines()).as("a message and a hint").hasSizeLessThanOrEqualTo(2);
    if (Files.exists(dir.resolve("out"))) {
      assertThat(dir.resolve("out")).isEmptyDirectory();
    }
  }

  private void scanner(String body) throws IOException {
    plugin()
        .type(
            "Finder",
            "plugin.SecretScanner",
            """
            public class Finder implements SecretScanner {
              public java.util.List<ScanRule> rules() {
                return java.util.List.of(new ScanRule("r", "a", ScanRule.Severity.HIGH));
              }
              public TextScanner open() { return text -> { %s }; }
            }
            """
                .formatted(body))
        .jar(plugins.resolve("other.jar"));
  }

  @Test
  void aScannerThatThrows() throws IOException {
    scanner(
        "if (!text.path().isEmpty()) throw new IllegalStateException(text.latin1());"
            + " return java.util.List.of();");
    fails(
        13,
        single(),
        "plugin other 2",
        "a.txt",
        "IllegalStateException at other.Finder",
        "Nothing was written");
    fails(13, Invocation.in().run("scan", tree, "--plugins", plugins), "plugin other 2");
  }

  @Test
  void aScannerThatRecursesForEver() throws IOException {
    scanner("return open().scan(text);");
    fails(13, single(), "StackOverflowError");
  }

  @Test
  void aScannerThatPointsElsewhere() throws IOException {
    scanner("return java.util.List.of(new FoundSpan(\"r\", 0, text.bytes().length + 1));");
    fails(13, single(), "it names bytes 0 to");
    scanner("return java.util.List.of(new FoundSpan(\"r\", -1, 1));");
    fails(13, single(), "it names bytes -1 to 1");
    scanner("return java.util.List.of(new FoundSpan(\"x\", 0, 1));");
    fails(13, single(), "a rule that it did not announce");
    scanner("return null;");
    fails(13, single(), "NullPointerException");
  }

  @Test
  void aScannerCannotChangeWhatIsShown() throws IOException {
    scanner("java.util.Arrays.fill(text.bytes(), (byte) 'x'); return java.util.List.of();");
    var result = single();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.file(".md")).content().contains("the hidden word is [");
  }

  /// What a rule of ours covers in part is hidden whole.
  @Test
  void aLineGivenByLineAndColumn() throws IOException {
    scanner(
        "return text.path().equals(\"a.txt\") && text.bytes().length > 10"
            + " ? java.util.List.of(text.at(\"r\", 1, 5, 20)) : java.util.List.of();");
    var result = single();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.file(".md"))
        .content()
        .contains("the [REDACTED:other-r")
        .doesNotContain("hidden word");
  }

  private void renderer(String body) throws IOException {
    plugin()
        .type(
            "Writer",
            "plugin.DumpRenderer",
            """
            public class Writer implements DumpRenderer {
              public String format() { return "mine"; }
              public String mediaType() { return "text/plain"; }
              public void render(RedactedDump dump, java.io.OutputStream out)
                  throws java.io.IOException { %s }
            }
            """
                .formatted(body))
        .jar(plugins.resolve("other.jar"));
  }

  @Test
  void aRendererThatThrows() throws IOException {
    renderer("throw new UnsupportedOperationException(\"no\");");
    fails(20, single("--plugin-format", "mine"), "plugin other 2 failed");
  }

  /// Whatever way it found to what was hidden, nothing of it leaves.
  @Test
  void aRendererThatLeaks() throws IOException {
    String half = Sample.SECRET.substring(0, 9);
    String rest = Sample.SECRET.substring(9);
    renderer("out.write((\"%s\" + \"%s\").getBytes());".formatted(half, rest));
    fails(13, single("--plugin-format", "mine"), ".mine");
  }

  private void processor(String body) throws IOException {
    plugin()
        .type(
            "Maker",
            "plugin.FileProcessor",
            """
            public class Maker implements FileProcessor {
              private static int calls;
              public boolean handles(String path) { return path.endsWith(".bin"); }
              public java.util.Optional<ProcessedText> process(String path, byte[] content)
                  throws java.io.IOException { %s }
            }
            """
                .formatted(body))
        .jar(plugins.resolve("other.jar"));
  }

  @Test
  void aProcessorThatThrows() throws IOException {
    processor("throw new java.io.IOException(new String(content));");
    fails(13, single(), "plugin other 2", "b.bin");
  }

  @Test
  void aProcessorThatChangesItsMind() throws IOException {
    processor("return java.util.Optional.of(new ProcessedText(\"n\" + calls++, \"\"));");
    fails(13, single(), "another text of b.bin each time");
  }

  @Test
  void aProcessorThatHidesASecretFromTheScan() throws IOException {
    Files.writeString(tree.resolve("b.bin"), "x " + Sample.SECRET + "\n");
    Files.delete(tree.resolve("a.txt"));
    processor("return java.util.Optional.of(new ProcessedText(\"nothing\", \"cleaned\"));");
    var result = single("--fail-on", "secrets");
    assertThat(result.code()).isEqualTo(10);
    assertThat(result.file(".md")).content().contains("nothing").doesNotContain(Sample.SECRET);
  }

  @Test
  void jarsThatAreNoPlugins() throws IOException {
    Path jar = plugins.resolve("bad.jar");
    Files.writeString(jar, "no jar");
    fails(11, single(), "bad.jar", "is no jar");
    plugin().manifest("X: y\n").jar(jar);
    fails(11, single(), "lacks Create-Dump-Plugin-Name");
    plugin()
        .manifest("Create-Dump-Plugin-Name: n\nCreate-Dump-Plugin-Version: 1\nCreate-Dump-Spi: 9\n")
        .jar(jar);
    fails(11, single(), "version 9 of the interfaces");
    plugin()
        .manifest(
            """
            Create-Dump-Plugin-Name: n
            Create-Dump-Plugin-Version: 1
            Create-Dump-Spi: 1
            Class-Path: other.jar
            """)
        .jar(jar);
    fails(11, single(), "names other jars in Class-Path");
    plugin().jar(jar);
    fails(11, single(), "names no class in META-INF/services");
  }

  @Test
  void classesThatCannotBeLoaded() throws IOException {
    Path jar = plugins.resolve("bad.jar");
    plugin()
        .type(
            "Broken",
            "plugin.DumpRenderer",
            """
            public abstract class Broken implements DumpRenderer {}
            """)
        .jar(jar);
    fails(11, single(), "plugin other 2", "cannot be loaded");
    plugin()
        .type(
            "Taken",
            "plugin.DumpRenderer",
            """
            public class Taken implements DumpRenderer {
              public String format() { return "md"; }
              public String mediaType() { return "text/plain"; }
              public void render(RedactedDump dump, java.io.OutputStream out) {}
            }
            """)
        .jar(jar);
    fails(11, single(), "a format md, which create-dump writes itself");
  }

  @Test
  void twoOfOneName() throws IOException {
    renderer("");
    plugin().type("Helper", "", "public class Helper {}\n").jar(plugins.resolve("second.jar"));
    fails(11, single(), "two plugins are called other", "second.jar");
  }

  /// Neither our libraries nor those of others are a plugin's to see.
  @Test
  void aPluginSeesTheInterfacesAlone() throws IOException {
    renderer(
        """
        for (String name : new String[] {
          "dev.createdump.engine.CreateDump", "com.fasterxml.jackson.core.JsonParser"
        }) {
          try {
            Class.forName(name);
            out.write(1);
          } catch (ClassNotFoundException e) {
            out.write('-');
          }
        }
        """);
    var result = single("--plugin-format", "mine");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.file(".mine")).hasContent("--");
  }

  @Test
  void aDirectoryThatIsNotThere() throws IOException {
    Files.delete(plugins);
    fails(2, single(), "does not exist");
    Files.createDirectories(plugins);
    assertThat(single().code()).isZero();
  }

  /// Sleeps whoever asks it to wake up.
  private static final String SLEEP =
      "for (;;) { try { Thread.sleep(1000000); } catch (InterruptedException e) { } }";

  private void impatient() throws IOException {
    Files.writeString(dir.resolve("limit.toml"), "[plugins]\ntime_limit = \"1s\"\n");
  }

  @Test
  void whatHangsIsGivenUp() throws IOException {
    impatient();
    Object[] config = {"--config", dir.resolve("limit.toml"), "--plugin-format", "mine"};
    String late = "it did not end within 1.0 seconds (plugins.time_limit)";
    renderer(SLEEP);
    fails(20, single(config), "plugin other 2 failed", late);
    scanner("if (text.path().equals(\"a.txt\")) " + SLEEP + " return java.util.List.of();");
    fails(13, single("--config", config[1]), "plugin other 2", "failed on a.txt", late);
    plugin()
        .type(
            "Maker",
            "plugin.FileProcessor",
            """
            public class Maker implements FileProcessor {
              public boolean handles(String path) { %s }
              public java.util.Optional<ProcessedText> process(String path, byte[] content) {
                return java.util.Optional.empty();
              }
            }
            """
                .formatted(SLEEP))
        .jar(plugins.resolve("other.jar"));
    fails(13, single("--config", config[1]), "plugin other 2", late);
    plugin()
        .type(
            "Maker",
            "plugin.FileProcessor",
            """
            public class Maker implements FileProcessor {
              public Maker() { %s }
              public boolean handles(String path) { return true; }
              public java.util.Optional<ProcessedText> process(String path, byte[] content) {
                return java.util.Optional.empty();
              }
            }
            """
                .formatted(SLEEP))
        .jar(plugins.resolve("other.jar"));
    fails(11, single("--config", config[1]), "plugin other 2", "cannot be loaded", late);
  }
}
