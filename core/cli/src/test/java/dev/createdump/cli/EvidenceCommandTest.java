package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way back, as people and scripts go it: real dumps in a real store.
class EvidenceCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private Path store;
  private RepoBuilder repo;

  @BeforeEach
  void prepare() throws IOException {
    store = Files.createDirectory(temporary.resolve("store"));
    repo = Sample.create(temporary.resolve("repo"), "Add things");
  }

  /// Dumps `feature` as the head of pull request 7.
  private Invocation.Result dump(int run, Object... more) throws IOException {
    Path event = temporary.resolve("event.json");
    Files.writeString(
        event,
        """
        {"number": 7, "pull_request": {"number": 7, "title": "T",
          "html_url": "https://github.com/octo/app/pull/7",
          "base": {"sha": "%s", "ref": "main"}, "head": {"sha": "%s", "ref": "feature"}}}
        """
            .formatted(repo.id("main"), repo.id("feature")));
    return Invocation.in()
        .with("GITHUB_ACTIONS", "true")
        .with("GITHUB_EVENT_NAME", "pull_request")
        .with("GITHUB_EVENT_PATH", event.toString())
        .with("GITHUB_REPOSITORY", "octo/app")
        .with("GITHUB_SERVER_URL", "https://github.com")
        .with("GITHUB_RUN_ID", Integer.toString(run))
        .with("GITHUB_RUN_ATTEMPT", "1")
        .run(
            List.of("diff", "--repo", repo.directory(), "--upload", store.toUri()),
            List.of("--out", temporary.resolve("made-" + run)),
            more);
  }

  private void push(String text) {
    repo.commit("feature", "Change " + text, edits -> edits.file("more.txt", text + "\n"));
  }

  private Invocation.Result evidence(Object... words) {
    return Invocation.in()
        .with("CREATE_DUMP_UPLOAD", store.toUri().toString())
        .run("evidence", words);
  }

  private static JsonNode json(Invocation.Result result) throws IOException {
    return JSON.readTree(result.out());
  }

  private List<Path> stored(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void whatWasStoredIsListedForPeopleAndForMachines() throws Exception {
    assertThat(dump(1).code()).isZero();
    var table = evidence("list");
    assertThat(table.code()).isZero();
    assertThat(table.lines()).hasSize(2);
    assertThat(table.lines().get(0)).startsWith("DAY         REPOSITORY");
    assertThat(table.lines().get(1))
        .contains("github.com/octo/app  7 ")
        .contains(repo.id("feature").substring(0, 12));
    JsonNode dumps = json(evidence("list", store.toUri(), "--json")).get("dumps");
    assertThat(dumps).hasSize(1);
    assertThat(dumps.get(0).get("secrets").intValue()).isEqualTo(1);
    assertThat(dumps.get(0).get("redacted").intValue()).isEqualTo(1);
    var csv = evidence("list", "--csv").lines();
    assertThat(csv).hasSize(2);
    assertThat(csv.get(1).split(",", -1)).hasSameSizeAs(csv.get(0).split(",", -1));
  }

  @Test
  void filtersChoose() throws Exception {
    dump(1);
    push("one");
    dump(2);
    assertThat(evidence("list", "--repo", "octo/app", "--pr", "7").lines()).hasSize(3);
    assertThat(evidence("list", "--pr", "8").lines()).hasSize(1);
    assertThat(evidence("list", "--limit", "1").lines()).hasSize(2);
    assertThat(evidence("list", "--finding", "secrets,todos").lines()).hasSize(3);
    assertThat(evidence("list", "--finding", "none").lines()).hasSize(1);
    assertThat(evidence("list", "--state", "redacted").lines()).hasSize(3);
    assertThat(evidence("list", "--state", "lfs-pointer").lines()).hasSize(1);
    assertThat(evidence("list", "--until", "2000-01-01").lines()).hasSize(1);
  }

  @Test
  void wrongOptionsAreUsage() {
    assertThat(evidence("list", "--since", "yesterday").code()).isEqualTo(2);
    assertThat(evidence("list", "--state", "redcted").err()).contains("Did you mean redacted?");
    assertThat(evidence("list", "--json", "--csv").code()).isEqualTo(2);
    assertThat(evidence().code()).isEqualTo(2);
    assertThat(evidence("list", "ftp://host/x").code()).isEqualTo(2);
    assertThat(evidence("fetch", "deadbeefdeadbeef", "--out", temporary).code()).isEqualTo(23);
    assertThat(evidence("fetch", store.toUri() + "v1/host=a/org=b", "--out", "x").code())
        .isEqualTo(2);
    assertThat(Invocation.in().run("evidence", "list").err()).contains("CREATE_DUMP_UPLOAD");
    assertThat(evidence("verify", temporary.resolve("nowhere")).code()).isEqualTo(23);
    assertThat(evidence("verify", temporary.resolve("repo")).code()).isEqualTo(24);
  }

  @Test
  void aDumpIsFetchedByIdByHeadAndByUriAndHolds() throws Exception {
    dump(1);
    JsonNode dump = json(evidence("list", "--json")).get("dumps").get(0);
    String uri = store.toUri() + dump.get("prefix").textValue().replace("%", "%25");
    int number = 0;
    for (String target :
        List.of(
            dump.get("dumpDigest").textValue().substring(0, 10),
            dump.get("head").textValue(),
            uri,
            uri + dump.get("manifest").textValue())) {
      Path out = temporary.resolve("out" + number++);
      var fetched = evidence("fetch", target, "--out", out);
      assertThat(fetched.err()).contains("fetched and verified app_pr7_");
      assertThat(fetched.code()).isZero();
      assertThat(fetched.lines()).hasSize(5);
      var verified = evidence("verify", out);
      assertThat(verified.code()).isZero();
      assertThat(verified.out()).contains("ok         artifacts");
    }
    assertThat(evidence("verify", uri).code()).isZero();
    assertThat(evidence("verify", dump.get("head").textValue()).code()).isZero();
  }

  @Test
  void allThatFiltersChooseIsFetchedSideBySide() throws Exception {
    dump(1);
    push("one");
    dump(2);
    Path out = temporary.resolve("out");
    var fetched = evidence("fetch", store.toUri(), "--pr", "7", "--out", out, "--json");
    assertThat(fetched.code()).isZero();
    List<Path> directories = new ArrayList<>();
    for (JsonNode dump : json(fetched).get("dumps")) {
      directories.add(Path.of(dump.get("files").get(0).textValue()).getParent());
    }
    assertThat(directories).hasSize(2).doesNotHaveDuplicates();
    assertThat(evidence("verify", directories.get(0), directories.get(1)).code()).isZero();
  }

  @Test
  void whatIsWrongIsNamedAndIsExitCode24() throws Exception {
    dump(1);
    Path markdown = stored(".md").getFirst();
    Files.writeString(markdown, "x");
    var verified = evidence("verify", store.toUri());
    assertThat(verified.code()).isEqualTo(24);
    assertThat(verified.out()).contains("FAILED     artifacts").contains(".md has 1 bytes instead");
    JsonNode report = json(evidence("verify", store.toUri(), "--json"));
    assertThat(report.get("exitCode").intValue()).isEqualTo(24);
    assertThat(report.at("/dumps/0/problems/0/code").textValue()).isEqualTo("artifact-size");
    String id = json(evidence("list", "--json")).at("/dumps/0/dumpDigest").textValue();
    var fetched = evidence("fetch", id, "--out", temporary.resolve("out"));
    assertThat(fetched.code()).isEqualTo(24);
    assertThat(fetched.err()).contains(".md has 1 bytes instead of");
  }

  @Test
  void hostileTextOfAManifestDoesNotSteerTheTerminal() throws Exception {
    dump(1);
    Path manifest = stored(".manifest.json").getFirst();
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replaceFirst("\\.md\"", ".\\\\u001b[31m::error::\\\\u202e\\\\n##[x\""));
    var verified = evidence("verify", store.toUri());
    assertThat(verified.code()).isEqualTo(24);
    TerminalSafety.check(verified.out());
    TerminalSafety.check(verified.err());
  }

  @Test
  void whatIsNoLineOfTheIndexIsNamed() throws Exception {
    dump(1);
    Path line = stored(".jsonl").getFirst();
    Files.writeString(line.resolveSibling("0.jsonl"), "{");
    var listed = evidence("list");
    assertThat(listed.code()).isEqualTo(24);
    assertThat(listed.lines()).hasSize(2);
    assertThat(listed.err()).contains("0.jsonl is no JSON that can be read");
    assertThat(evidence("verify", store.toUri()).code()).isEqualTo(24);
  }

  @Test
  void whatIsRequiredCanOnlyBeMore() throws Exception {
    dump(1);
    Map<String, Integer> codes =
        Map.of("no-secrets", 24, "complete-patch", 24, "policy", 24, "chain", 0);
    for (Map.Entry<String, Integer> code : codes.entrySet()) {
      assertThat(evidence("verify", store.toUri(), "--require", code.getKey()).code())
          .as(code.getKey())
          .isEqualTo(code.getValue());
    }
    String digest =
        JSON.readTree(stored(".manifest.json").getFirst().toFile())
            .at("/policy/settingsDigest")
            .textValue();
    assertThat(evidence("verify", store.toUri(), "--settings", digest).code()).isZero();
    assertThat(evidence("verify", store.toUri(), "--settings", "0".repeat(64)).code())
        .isEqualTo(24);
  }

  private List<String> manifests() throws IOException {
    List<String> uris = new ArrayList<>();
    for (JsonNode dump : json(evidence("list", "--json")).get("dumps")) {
      String prefix = dump.get("prefix").textValue();
      uris.add(store.toUri() + prefix.replace("%", "%25") + dump.get("manifest").textValue());
    }
    return uris;
  }

  private String chain(Invocation.Result verified) throws IOException {
    for (JsonNode check : json(verified).at("/dumps/0/checks")) {
      if (check.get("name").textValue().equals("chain")) {
        return check.get("status").textValue() + ": " + check.get("detail").textValue();
      }
    }
    throw new AssertionError("no check of the chain");
  }

  @Test
  void theDumpsOfAPullRequestAreAChain() throws Exception {
    List<String> made = new ArrayList<>();
    for (int run = 1; run <= 3; run++) {
      dump(run);
      // Doing it again changes nothing.
      dump(run);
      List<String> all = manifests();
      all.removeAll(made);
      made.addAll(all);
      push("text " + run);
    }
    assertThat(made).hasSize(3);
    assertThat(chain(evidence("verify", made.get(0), "--json")))
        .isEqualTo("ok: the first of its pull request");
    assertThat(chain(evidence("verify", made.get(1), "--json")))
        .isEqualTo("ok: 1 manifest before it");
    var third = evidence("verify", made.get(2), "--require", "chain", "--json");
    assertThat(chain(third)).isEqualTo("ok: 2 manifests before it");
    assertThat(third.code()).isZero();

    Path second = Path.of(java.net.URI.create(made.get(1)));
    String text = Files.readString(second);
    Files.writeString(second, text.replaceFirst("\"id\" : \"2-1\"", "\"id\" : \"9-1\""));
    var changed = evidence("verify", made.get(2));
    assertThat(changed.code()).isEqualTo(24);
    assertThat(changed.out()).contains("and a later manifest names");
    Files.delete(second);
    var deleted = evidence("verify", made.get(2));
    assertThat(deleted.code()).isEqualTo(24);
    assertThat(deleted.out()).contains("is named by a later manifest and is not there");
  }

  @Test
  void aChainIsFollowedOfflineAsFarAsItIsAtHand() throws Exception {
    dump(1);
    push("one");
    dump(2);
    Path one = temporary.resolve("made-1");
    Path two = temporary.resolve("made-2");
    assertThat(evidence("verify", two).out()).contains("1 manifest before it are not at hand");
    assertThat(evidence("verify", two, "--require", "chain").code()).isEqualTo(24);
    assertThat(evidence("verify", two, one, "--require", "chain").code()).isZero();
  }
}
