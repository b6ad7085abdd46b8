package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  @TempDir Path directory;
  Project project = new Project(Path.of("."));

  @BeforeEach
  void newProject() {
    project = new Project(directory);
  }

  private ResolvedValue value(Key<?> key) throws Failure {
    return project.load().values().stream()
        .filter(value -> value.key().name().equals(key.name()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void defaultsHoldWhereNothingIsSaid() throws Failure {
    Resolved resolved = project.load();
    assertThat(resolved.settings()).isEqualTo(Settings.defaults());
    assertThat(resolved.notes()).isEmpty();
    assertThat(resolved.values()).hasSize(Keys.ALL.size());
    assertThat(resolved.values())
        .allMatch(value -> value.origin() instanceof Origin.Default)
        .allMatch(value -> value.overridden().isEmpty());
  }

  @Test
  void defaultsAreWhatTheDocumentationPromises() {
    Settings settings = Settings.defaults();
    assertThat(settings.output())
        .isEqualTo(
            new Settings.Output(
                ".",
                "",
                List.of(Format.MD, Format.JSON, Format.PATCH),
                Settings.Context.HUNKS,
                1_048_576));
    assertThat(settings.source())
        .isEqualTo(
            new Settings.Source(
                "", "", Settings.Judge.BASE, Settings.Fetch.AUTO, Settings.GitChoice.AUTO, 1000));
    assertThat(settings.select()).isEqualTo(new Settings.Select(List.of(), List.of()));
    assertThat(settings.scan())
        .isEqualTo(
            new Settings.Scan(
                true,
                true,
                List.of("TODO", "FIXME", "HACK", "XXX", "BUG", "TECH_DEBT"),
                false,
                List.of(),
                true,
                List.of(),
                Settings.FailOn.NEVER));
    assertThat(settings.report())
        .isEqualTo(
            new Settings.Report(Settings.Comment.AUTO, Settings.Comment.NEVER, true, true, ""));
    assertThat(settings.uploads()).isEmpty();
  }

  @Test
  void everyLayerStandsAboveTheOneBefore() throws Failure {
    project.own("[output]\n  dir = \"file\"\n[profile.ci.output]\ndir = \"profile\"\n");
    assertThat(value(Keys.OUTPUT_DIR).origin().describe()).isEqualTo("create-dump.toml:2:3");
    project.profile("ci");
    assertThat(value(Keys.OUTPUT_DIR).origin().describe())
        .isEqualTo("profile ci in create-dump.toml:4:1");
    project.env("CREATE_DUMP_OUTPUT_DIR", "env");
    assertThat(value(Keys.OUTPUT_DIR).value()).isEqualTo("env");
    project.flag("output.dir", "--out", "flag");
    ResolvedValue top = value(Keys.OUTPUT_DIR);
    assertThat(top.value()).isEqualTo("flag");
    assertThat(top.origin()).isEqualTo(new Origin.Flag("--out"));
    assertThat(top.overridden())
        .extracting(over -> over.value() + " from " + over.origin().describe())
        .containsExactly(
            "env from env CREATE_DUMP_OUTPUT_DIR",
            "profile from profile ci in create-dump.toml:4:1",
            "file from create-dump.toml:2:3",
            ". from default");
    assertThat(project.load().settings().output().dir()).isEqualTo("flag");
  }

  @Test
  void aProfileMayComeFromTheEnvironmentAndTheFlagWins() throws Failure {
    project.own("[profile.a.output]\ndir = \"a\"\n[profile.b.output]\ndir = \"b\"\n");
    project.env("CREATE_DUMP_PROFILE", "a");
    assertThat(project.load().settings().output().dir()).isEqualTo("a");
    project.profile("b");
    assertThat(project.load().settings().output().dir()).isEqualTo("b");
  }

  @Test
  void listsReplaceTheListBelow() throws Failure {
    project.own("[output]\nformats = [\"html\"]\n[[upload]]\nuri = \"s3://a/b\"\n");
    project.flag("upload", "--upload", "file:///x", "file:///y,z");
    Settings settings = project.load().settings();
    assertThat(settings.output().formats()).containsExactly(Format.HTML);
    assertThat(settings.uploads())
        .containsExactly(UploadSettings.of("file:///x"), UploadSettings.of("file:///y,z"));
  }

  @Test
  void whatAFileSaysOfAStoreHoldsWhereAFlagOrAVariableNamesIt() throws Failure {
    String row =
        "[[upload]]\nuri = \"s3://a/b\"\nretention = { mode = \"compliance\", days = 9 }\n";
    project.own("[[upload]]\nuri = \"s3://other/b\"\nregion = \"r\"\n" + row);
    UploadSettings ofFile = project.load().settings().uploads().getLast();
    project.env("CREATE_DUMP_UPLOAD", "s3://a/b");
    assertThat(project.load().settings().uploads()).containsExactly(ofFile);
    project.flag("upload", "--upload", "file:///x", "s3://a/b");
    assertThat(project.load().settings().uploads())
        .containsExactly(UploadSettings.of("file:///x"), ofFile);
  }

  @Test
  void variablesSeparateListsByCommas() throws Failure {
    project.env("CREATE_DUMP_OUTPUT_FORMATS", " md , diff,, md ");
    project.env("CREATE_DUMP_SELECT_EXCLUDE", "*.min.js,a\\,b,\\!keep");
    project.env("CREATE_DUMP_UPLOAD", "file:///a,file:///b");
    project.env("CREATE_DUMP_OUTPUT_MAX_FILE_SIZE", "2 MiB");
    Settings settings = project.load().settings();
    assertThat(settings.output().formats()).containsExactly(Format.MD, Format.PATCH);
    assertThat(settings.output().maxFileSize()).isEqualTo(2L << 20);
    assertThat(settings.select().exclude()).containsExactly("*.min.js", "a,b", "\\!keep");
    assertThat(settings.uploads()).hasSize(2);
  }

  @Test
  void shortVariablesYieldToLongOnes() throws Failure {
    project.env("CREATE_DUMP_BASE", "main").env("CREATE_DUMP_HEAD", "topic");
    assertThat(project.load().settings().source().base()).isEqualTo("main");
    assertThat(project.load().settings().source().head()).isEqualTo("topic");
    project.env("CREATE_DUMP_SOURCE_BASE", "develop");
    assertThat(value(Keys.SOURCE_BASE).value()).isEqualTo("develop");
    assertThat(value(Keys.SOURCE_BASE).overridden().getFirst().value()).isEqualTo("main");
  }

  @Test
  void variablesOfOthersAreLeftAlone() throws Failure {
    project
        .env("CREATE_DUMP_CONFIG_URI", "https://policy.example/x")
        .env("CREATE_DUMP_JAVA_HOME", "/opt/jdk")
        .env("CREATE_DUMP_OUTPUT_DRI", "")
        .env("PATH", "/bin");
    assertThat(project.load().settings()).isEqualTo(Settings.defaults());
  }

  @Test
  void theOwnFileWinsOverTheOthersAndANoteSaysSo() throws Failure {
    project.own("[output]\ndir = \"own\"\n");
    project.file("pyproject.toml", "[tool.create-dump.output]\ndir = \"py\"\n");
    project.file("create_dump.toml", "dest = \"old\"\n");
    Resolved resolved = project.load();
    assertThat(resolved.settings().output().dir()).isEqualTo("own");
    assertThat(resolved.notes())
        .containsExactly(
            "create-dump.toml is read; ignored beside it: pyproject.toml, create_dump.toml.");
  }

  @Test
  void pyprojectWinsOverTheOriginalWhereItHasTheTable() throws Failure {
    project.file("create_dump.toml", "dest = \"old\"\n");
    project.file("pyproject.toml", "[project]\ndependencies = [\"create-dump\"]\n");
    assertThat(project.load().settings().output().dir()).isEqualTo("old");
    assertThat(project.load().notes()).isEmpty();
    project.file("pyproject.toml", "[tool.create-dump]\noutput.dir = \"py\"\n");
    assertThat(project.load().settings().output().dir()).isEqualTo("py");
    assertThat(project.load().notes())
        .containsExactly("pyproject.toml is read; ignored beside it: create_dump.toml.");
  }

  @Test
  void othersPyprojectIsNotEvenParsed() throws Failure {
    project.file("pyproject.toml", "this is = = no TOML");
    assertThat(project.load().settings()).isEqualTo(Settings.defaults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[tool.\"create-dump\".output]\ndir = 'py'\n",
        "[tool.\"create\\u002ddump\".output]\ndir = 'py'\n",
        "[ tool . create-dump ]\noutput.dir = 'py'\n",
        "[tool]\n\"create\\u002Ddump\" = { output = { dir = 'py' } }\n",
        "[project]\nname = 'x'\n\n[tool]\n\"creat\\u0065-dump\".output.dir = 'py'"
      })
  void theTableIsOursHoweverItsNameIsWritten(String toml) throws Exception {
    project.file("pyproject.toml", toml);
    assertThat(project.load().settings().output().dir()).isEqualTo("py");
    assertThat(ProjectFiles.in(directory).any()).isTrue();
    assertThat(ProjectFiles.mayConfigure("pyproject.toml", toml.getBytes(StandardCharsets.UTF_8)))
        .isTrue();
  }

  @Test
  void aTableThatIsCalledLikeThePackageIsNotPassedOver() throws Exception {
    project.file("pyproject.toml", "[project]\n\n[tool.create_dump.scan]\nsecrets = false\n");
    assertThat(project.problems())
        .singleElement()
        .asString()
        .matches(
            "pyproject\\.toml:[34]:\\d+: tool\\.create_dump is unknown;"
                + " did you mean \\[tool\\.create-dump]\\?");
    project.file("pyproject.toml", "[tool.create_dump]\n[tool.create-dump]\noutput.dir = 'x'\n");
    assertThat(project.problems()).hasSize(1);
    project.file("pyproject.toml", "[tool.hatch]\npackages = ['src/create_dump']\n");
    assertThat(project.problems()).isEmpty();
    assertThat(ProjectFiles.in(directory).any()).isFalse();
  }

  @Test
  void othersBackslashesAreNoKeys() {
    String toml =
        "[tool.black]\nexclude = '\\.git'\nlines = [\n  \"\\.venv\"\n]\n this is = = no TOML";
    assertThat(Mention.isIn(toml)).isFalse();
  }

  @Test
  void aNamedFileIsTheOnlyOne() throws Exception {
    project.own("[output]\ndir = \"own\"\n");
    Path named = Files.writeString(directory.resolve("other.toml"), "[output]\ndir = \"named\"\n");
    project.config(named);
    ResolvedValue value = value(Keys.OUTPUT_DIR);
    assertThat(value.value()).isEqualTo("named");
    assertThat(value.origin().describe()).isEqualTo(named + ":2:1");
    assertThat(project.load().notes()).isEmpty();
  }

  @Test
  void filesThatCannotBeReadAreToldClearly() throws Exception {
    Path missing = directory.resolve("missing.toml");
    assertThat(new Project(directory).config(missing).problems())
        .containsExactly(missing + ": does not exist");
    Path py = Files.writeString(directory.resolve("pyproject.toml"), "[tool.black]\n");
    assertThat(new Project(directory).config(py).problems())
        .containsExactly(py + ": has no table [tool.create-dump]");
    Path own = directory.resolve("create-dump.toml");
    Files.createDirectory(own);
    assertThat(project.problems()).containsExactly("create-dump.toml: is a directory, not a file");
    Files.delete(own);
    for (String target : List.of("gone.toml", "create-dump.toml")) {
      Files.createSymbolicLink(own, Path.of(target));
      assertThat(project.problems()).containsExactly("create-dump.toml: is a link to nothing");
      Files.delete(own);
    }
    assertThat(new ProcessBuilder("mkfifo", own.toString()).start().waitFor()).isZero();
    assertThat(project.problems())
        .containsExactly("create-dump.toml: is no file that can be read to its end");
    Files.delete(own);
    Files.write(own, new byte[] {'#', (byte) 0xe9, '\n'});
    assertThat(project.problems())
        .containsExactly("create-dump.toml: is not UTF-8 (save it as UTF-8)");
    Files.write(own, new byte[ConfigFile.MAX_BYTES + 1]);
    assertThat(project.problems()).containsExactly("create-dump.toml: is larger than 1MiB");
  }

  @Test
  void aByteOrderMarkDoesNotMatter() throws Failure {
    project.own("\ufeff[output]\r\ndir = \"x\"\r\n");
    assertThat(project.load().settings().output().dir()).isEqualTo("x");
  }

  @Test
  void exactlyTheLargestFileIsRead() throws Failure {
    project.own("#".repeat(ConfigFile.MAX_BYTES));
    assertThat(project.load().settings()).isEqualTo(Settings.defaults());
  }

  @Test
  void onlyWrongFlagsAreUsage() {
    project.flag("output.formats", "--format", "docx");
    assertThatThrownBy(project::load)
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("flag --format: output.formats is \"docx\"");
    project.env("CREATE_DUMP_SCAN_SECRETS", "maybe");
    assertThatThrownBy(project::load).isInstanceOf(Failure.Policy.class);
  }

  @Test
  void aFlagOfNoKeyIsABug() {
    project.flag("output.nothing", "--nothing", "x");
    assertThatThrownBy(project::load).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void switchesTakeTrueAndFalse() throws Failure {
    project.flag("scan.secrets", "--no-scan-secrets", "false");
    assertThat(project.load().settings().scan().secrets()).isFalse();
  }
}
