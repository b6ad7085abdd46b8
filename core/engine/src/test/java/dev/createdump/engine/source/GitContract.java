package dev.createdump.engine.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.testkit.repo.HostileRepository;
import dev.createdump.testkit.repo.RandomRepository;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every {@link Git} does, on real repositories. A subclass says how one is opened.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GitContract {
  static final Environment ENVIRONMENT =
      new Environment(java.util.Map.of("PATH", System.getenv("PATH")));

  @TempDir Path shared;
  @TempDir Path dir;
  private HostileRepository hostile;

  abstract Git open(Path directory) throws Failure;

  /// Whether renames are git's own, and not merely sound ones.
  abstract boolean findsTheRenamesOfGit();

  @BeforeAll
  void buildOnce(@TempDir Path own) throws IOException {
    hostile = HostileRepository.create(own.resolve("hostile"));
  }

  private RepoBuilder repo(String name) {
    return RepoBuilder.init(dir.resolve(name));
  }

  private Optional<String> resolve(Git git, String revision) throws Failure {
    return git.commit(revision).map(commit -> commit.id().hex());
  }

  @Test
  void revisionsNameCommits() throws Exception {
    RepoBuilder repo = repo("r");
    String first = repo.commit("main", "one", edits -> edits.file("a", "1"));
    String second = repo.commit("main", "two", edits -> edits.file("a", "2"));
    repo.branch("topic/ü", first);
    repo.run("-c", "user.name=x", "-c", "user.email=x", "tag", "-a", "-m", "t", "v1", first);
    repo.run("-c", "user.name=x", "-c", "user.email=x", "tag", "-a", "-m", "t", "v2", "v1");
    repo.run("update-ref", "refs/remotes/origin/main", second);
    repo.run("update-ref", "refs/pull/7/head", second);
    try (Git git = open(repo.directory())) {
      for (String name :
          List.of(
              "HEAD",
              "main",
              "heads/main",
              "refs/heads/main",
              "@",
              second,
              "origin/main",
              "refs/pull/7/head",
              second.substring(0, 10),
              "HEAD^{commit}",
              "HEAD^0")) {
        assertThat(resolve(git, name)).as(name).contains(second);
      }
      for (String name : List.of("HEAD~1", "HEAD^", "main~", "v1", "v2", "v2^{}", "topic/ü")) {
        assertThat(resolve(git, name)).as(name).contains(first);
      }
    }
  }

  @Test
  void filesOfACommit() throws Exception {
    RepoBuilder repo = repo("files");
    String first =
        repo.commit(
            "main",
            "one",
            edits ->
                edits
                    .file("a.toml", "first")
                    .file("dir/in ner.toml", "x")
                    .symlink("link", "a.toml"));
    repo.commit("main", "two", edits -> edits.file("a.toml", "second"));
    try (Git git = open(repo.directory())) {
      ObjectId commit = new ObjectId(first);
      assertThat(git.file(commit, "a.toml", 100)).hasValueSatisfying(is("first"));
      assertThat(git.file(commit, "a.toml", 3)).hasValueSatisfying(is("fir"));
      assertThat(git.file(commit, "dir/in ner.toml", 100)).hasValueSatisfying(is("x"));
      for (String none :
          List.of("", "b.toml", "dir", "dir/", "./a.toml", "a.toml\na.toml", "../a")) {
        assertThat(git.file(commit, none, 100)).as(none).isEmpty();
      }
    }
  }

  private static java.util.function.Consumer<byte[]> is(String text) {
    return bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo(text);
  }

  /// Such as `git fetch origin pull/12/head` leaves.
  @Test
  void whatGitNotedBesideHeadNamesCommits() throws Exception {
    RepoBuilder repo = repo("r");
    String first = repo.commit("main", "one", edits -> edits.file("a", "1"));
    String second = repo.commit("main", "two", edits -> edits.file("a", "2"));
    repo.run("fetch", "-q", ".", "main");
    repo.run("update-ref", "ORIG_HEAD", first);
    Files.writeString(repo.directory().resolve(".git/ODD_HEAD"), "no commit\n");
    try (Git git = open(repo.directory())) {
      assertThat(resolve(git, "FETCH_HEAD")).contains(second);
      assertThat(resolve(git, "FETCH_HEAD~1")).contains(first);
      assertThat(resolve(git, "ORIG_HEAD")).contains(first);
      for (String none : List.of("ODD_HEAD", "MERGE_HEAD", "../ORIG_HEAD", "_HEAD")) {
        assertThat(git.commit(none)).as(none).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nowhere",
        "HEAD~9",
        "HEAD^2",
        "HEAD^{tree}",
        "HEAD:a",
        "-x",
        "--all",
        "-",
        "HEAD\nHEAD",
        "HEAD\0",
        "\0",
        "a b",
        "a b c d",
        "HEAD HEAD",
        "refs/heads/",
        "..",
        "HEAD..",
        "^HEAD",
        ":/one",
        "HEAD:../a",
        ":0:a",
        "@{u}",
        "HEAD@{0}",
        "HEAD@{yesterday}",
        "0000000000000000000000000000000000000000",
        "ffffffffffffffffffffffffffffffffffffffff",
        "main.lock",
        "~",
        "\u001b[31m",
        "*"
      })
  void othersNameNone(String revision) throws Exception {
    RepoBuilder repo = repo("r");
    repo.commit("main", "two", edits -> edits.file("a", "2"));
    try (Git git = open(repo.directory())) {
      assertThat(git.commit(revision)).isEmpty();
      assertThat(git.commit(git.commit("main").orElseThrow().id().hex() + " x")).isEmpty();
      assertThat(git.commit("main")).as("it goes on after " + revision).isPresent();
    }
  }

  @Test
  void anAmbiguousPrefixNamesNone() throws Exception {
    RepoBuilder repo = repo("r");
    StringBuilder commits = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      commits
          .append("commit refs/heads/main\ncommitter C <c> ")
          .append(i)
          .append(" +0000\ndata 0\n\n");
    }
    repo.runBytes(
        commits.toString().getBytes(US_ASCII), "fast-import", "--quiet", "--date-format=raw");
    Set<String> prefixes = new HashSet<>();
    String ambiguous =
        repo.run("rev-list", "main")
            .lines()
            .map(id -> id.substring(0, 4))
            .filter(prefix -> !prefixes.add(prefix))
            .findFirst()
            .orElseThrow();
    try (Git git = open(repo.directory())) {
      assertThat(git.commit(ambiguous)).isEmpty();
      assertThat(git.commit("HEAD")).isPresent();
    }
  }

  private String commitObject(RepoBuilder repo, byte[] content) {
    byte[] id =
        repo.runBytes(content, "hash-object", "-t", "commit", "-w", "--literally", "--stdin");
    return new String(id, US_ASCII).strip();
  }

  private byte[] commitText(RepoBuilder repo, String parent, String headers, String message) {
    return ("tree "
            + repo.tree("main")
            + "\n"
            + (parent.isEmpty() ? "" : "parent " + parent + "\n")
            + headers
            + "\n"
            + message)
        .getBytes(ISO_8859_1);
  }

  @Test
  void aCommitIsReadAsItWasWritten() throws Exception {
    RepoBuilder repo = repo("r");
    String root = repo.commit("main", "root", edits -> edits.file("a", "1"));
    String person =
        "author J\u00c3\u00bcrgen <j@e.org> 1 +0000\ncommitter C <c@e.org> 1700000000 +0530\n";
    String plain =
        commitObject(
            repo,
            commitText(
                repo,
                root,
                person,
                "First line\ngoes on\n\n\nBody one\n  indented\ttab  \n\nBody two\n"));
    String latin =
        commitObject(
            repo,
            commitText(
                repo,
                root,
                "author J\u00fcrgen <j@e.org> 1 +0000\ncommitter C <c@e.org> 1 +0000\nencoding ISO-8859-1\n",
                "\u00fcber\n"));
    String unnamed = commitObject(repo, commitText(repo, root, person, "\u00fcber\n"));
    String empty = commitObject(repo, commitText(repo, "", person, ""));
    String signed =
        commitObject(
            repo,
            commitText(
                repo,
                root,
                person
                    + "gpgsig -----BEGIN\n author Fake <f> 1 +0000\n -----END\nmergetag object x\n committer F <f> 5 +0000\n",
                "s\n"));
    try (Git git = open(repo.directory())) {
      Commit commit = git.commit(plain).orElseThrow();
      assertThat(commit)
          .isEqualTo(
              new Commit(
                  new ObjectId(plain),
                  List.of(new ObjectId(root)),
                  "Jürgen",
                  "j@e.org",
                  1_700_000_000L,
                  "First line goes on",
                  "Body one\n  indented\ttab  \n\nBody two"));
      assertThat(git.commit(latin).orElseThrow().subject()).isEqualTo("über");
      assertThat(git.commit(latin).orElseThrow().authorName()).isEqualTo("Jürgen");
      assertThat(git.commit(unnamed).orElseThrow().subject()).isEqualTo("über");
      assertThat(git.commit(empty).orElseThrow().subject()).isEmpty();
      assertThat(git.commit(empty).orElseThrow().parents()).isEmpty();
      assertThat(git.commit(signed).orElseThrow().authorName()).isEqualTo("Jürgen");
      assertThat(git.commit(signed).orElseThrow().committedAt()).isEqualTo(1_700_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "-1 +0000",
        "99999999999999999999 +0000",
        "9223372036854775807 +0000",
        "253402300800 +0000",
        "1e9 +0000"
      })
  void aBrokenDateIsTheEpoch(String date) throws Exception {
    RepoBuilder repo = repo("r");
    repo.commit("main", "root", edits -> edits.file("a", "1"));
    String id =
        commitObject(
            repo,
            commitText(repo, "", "author A <a> 1 +0000\ncommitter C <c> " + date + "\n", "m\n"));
    try (Git git = open(repo.directory())) {
      assertThat(git.commit(id).orElseThrow().committedAt()).isZero();
    }
  }

  @Test
  void theLogGivesTheSameCommitsAsAskingForEach() throws Exception {
    RepoBuilder repo = repo("r");
    String root = repo.commit("main", "root", edits -> edits.file("a", "1"));
    List<String> chain = new ArrayList<>(List.of(root));
    for (String[] part :
        new String[][] {
          {
            "author A <a@e> 1 +0000\ncommitter C <c@e> 1700000100 +0000\n",
            "subject\n\nbody  \n\n    indented\n\ttab\n\n\n"
          },
          {
            "author J\u00fc <a@e> 1 +0000\ncommitter C <c@e> 1700000200 +0000\nencoding ISO-8859-1\n",
            "\u00fcber\n"
          },
          {
            "author J\u00c3\u00bc <a@e> 1 +0000\ncommitter C <c@e> 1700000300 +0000\nencoding ISO-8859-1\n",
            "\u00c3\u00bc\n"
          },
          {
            "author A <a@e> 1 +0000\ncommitter C <c@e> 1700000400 +0000\nencoding nonsense\n",
            "\u00ff\n"
          },
          {
            "author A <a@e> 1 +0000\ncommitter C <c@e> 1700000500 +0000\n",
            "\n\n  leading blanks \r\n\r\nbody\r\n"
          },
          {"author A <a@e> 1 +0000\ncommitter C <c@e> 1700000600 +0000\n", ""},
          {"author <<>> <a@e> 1 +0000\ncommitter C <c@e> 1700000700 +0000\ngpgsig x\n y\n", "s\n"}
        }) {
      chain.add(commitObject(repo, commitText(repo, chain.getLast(), part[0], part[1])));
    }
    List<Commit> logged = new ArrayList<>();
    List<Commit> asked = new ArrayList<>();
    try (Git git = open(repo.directory())) {
      git.log(new ObjectId(root), new ObjectId(chain.getLast()), logged::add);
      for (String id : chain.subList(1, chain.size()).reversed()) {
        asked.add(git.commit(id).orElseThrow());
      }
    }
    assertThat(logged).isEqualTo(asked);
  }

  @Test
  void theLogLeavesOutWhatTheBaseHolds() throws Exception {
    RepoBuilder repo = repo("r");
    String root = repo.commit("main", "root", edits -> edits.file("a", "1"));
    repo.branch("topic", root);
    String one = repo.commit("topic", "one", edits -> edits.file("b", "1"));
    String main = repo.commit("main", "main", edits -> edits.file("a", "2"));
    String merge = repo.merge("topic", "main", "merge", edits -> edits.file("a", "2"));
    try (Git git = open(repo.directory())) {
      assertThat(log(git, main, merge)).containsExactly(merge, one);
      assertThat(log(git, root, merge)).containsExactly(merge, main, one);
      assertThat(log(git, merge, merge)).isEmpty();
    }
  }

  private static List<String> log(Git git, String base, String head) throws Failure {
    List<String> ids = new ArrayList<>();
    git.log(new ObjectId(base), new ObjectId(head), commit -> ids.add(commit.id().hex()));
    return ids;
  }

  @Test
  void mergeBasesAreTheBestCommonAncestors() throws Exception {
    RepoBuilder repo = repo("r");
    String root = repo.commit("main", "root", edits -> edits.file("a", "1"));
    repo.branch("topic", root);
    String main = repo.commit("main", "main", edits -> edits.file("a", "2"));
    String topic = repo.commit("topic", "topic", edits -> edits.file("b", "2"));
    String crossedMain = repo.merge("main", topic, "x", _ -> {});
    String crossedTopic = repo.merge("topic", main, "y", _ -> {});
    String alone = repo.commit("other", "alone", edits -> edits.file("z", "1"));
    try (Git git = open(repo.directory())) {
      assertThat(bases(git, main, topic)).containsExactly(root);
      assertThat(bases(git, root, topic)).containsExactly(root);
      assertThat(bases(git, topic, topic)).containsExactly(topic);
      assertThat(bases(git, crossedMain, crossedTopic)).containsExactlyInAnyOrder(main, topic);
      assertThat(bases(git, crossedMain, crossedTopic))
          .isEqualTo(bases(git, crossedMain, crossedTopic));
      assertThat(bases(git, main, alone)).isEmpty();
    }
  }

  private static List<String> bases(Git git, String one, String other) throws Failure {
    return git.mergeBases(new ObjectId(one), new ObjectId(other)).stream()
        .map(ObjectId::hex)
        .toList();
  }

  @Test
  void theHostileRepositoryIsReadAsGitReadsItWithoutConfiguration() throws Exception {
    try (Git git = open(hostile.directory())) {
      assertThat(resolve(git, "HEAD")).contains(hostile.head());
      assertThat(bases(git, hostile.base(), hostile.head())).containsExactly(hostile.mergeBase());
      assertThat(log(git, hostile.mergeBase(), hostile.head())).hasSize(2);
      new DiffJudge(hostile.directory(), dir.resolve("judge"))
          .judge(git, hostile.mergeBase(), hostile.head(), findsTheRenamesOfGit());
      assertThat(git.remotes()).extracting(Remote::name).contains("origin", "local");
    }
    assertThat(hostile.trippedCanaries()).isEmpty();
  }

  @Test
  void renamesAreFound() throws Exception {
    try (Git git = open(hostile.directory());
        RawDiff diff = DiffJudge.read(git, hostile.mergeBase(), hostile.head())) {
      assertThat(diff.entries())
          .extracting(RawDiff.Entry::change)
          .filteredOn(change -> change.status() == ChangeStatus.RENAMED)
          .extracting(change -> change.oldPath().text() + " > " + change.path().text())
          .contains(
              "moves/exact > moves/exact moved",
              "moves/far/away > moved/near",
              "moves/case.txt > moves/Case.txt",
              "moves/mode > moves/mode-moved",
              "binaries/moved.bin > binaries/moved b/moved.bin",
              "kinds/nested > kinds/nested/nested");
    }
  }

  /// git 2.39 does not apply its own patch of this with renames.
  @Test
  void aLinkThatMovesBelowItsOwnNameApplies() throws Exception {
    RepoBuilder repo = repo("link");
    String from = repo.commit("main", "link", edits -> edits.symlink("l", "elsewhere"));
    String to =
        repo.commit("main", "moved", edits -> edits.delete("l").symlink("l/moved", "elsewhere"));
    try (Git git = open(repo.directory())) {
      new DiffJudge(repo.directory(), dir.resolve("judge-link")).judge(git, from, to, false);
    }
  }

  @Test
  void textStandsInThePatchToTheByte() throws Exception {
    try (Git git = open(hostile.directory());
        RawDiff diff = DiffJudge.read(git, hostile.mergeBase(), hostile.head())) {
      for (RawDiff.Entry entry : diff.entries()) {
        if (entry.change().path().text().equals("encodings/latin1")) {
          assertThat(new String(entry.section().bytes(), ISO_8859_1))
              .contains("-\u00fcber\n+\u00dcber\n na\u00efve\n");
          return;
        }
      }
    }
    throw new AssertionError("the path is missing");
  }

  @Test
  void randomChangesApply() throws Exception {
    judgeSeeds(1, 20);
  }

  @Test
  @Tag("long")
  void manyRandomChangesApply() throws Exception {
    judgeSeeds(1000, 300);
  }

  private void judgeSeeds(long from, int count) throws Exception {
    for (long seed = from; seed < from + count; seed++) {
      RandomRepository random = RandomRepository.create(seed, dir.resolve("random" + seed));
      try (Git git = open(random.directory())) {
        new DiffJudge(random.directory(), dir.resolve("judge" + seed))
            .judge(git, random.base(), random.head(), findsTheRenamesOfGit());
      } catch (AssertionError | Exception e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void aChangeOfNothingIsEmpty() throws Exception {
    RepoBuilder repo = repo("r");
    String one = repo.commit("main", "one", edits -> edits.file("a", "1"));
    String two = repo.commit("main", "two", _ -> {});
    try (Git git = open(repo.directory());
        RawDiff diff = DiffJudge.read(git, one, two)) {
      assertThat(diff.entries()).isEmpty();
    }
  }

  @Test
  void theFailureOfASinkEndsTheDiff() throws Exception {
    Failure refused = new Failure.Scan("refused", "");
    try (Git git = open(hostile.directory())) {
      assertThatThrownBy(
              () ->
                  RawDiff.read(
                      git,
                      new ObjectId(hostile.mergeBase()),
                      new ObjectId(hostile.head()),
                      new Git.DiffOptions(10),
                      (_, _, _) -> {
                        throw refused;
                      }))
          .isSameAs(refused);
      assertThat(git.commit("HEAD")).isPresent();
    }
  }

  @Test
  void anExceededRenameLimitIsSaid() throws Exception {
    RepoBuilder repo = repo("r");
    String one =
        repo.commit(
            "main",
            "one",
            edits -> {
              for (int i = 0; i < 6; i++) {
                edits.file("old" + i, ("line of file " + i + "\n").repeat(20));
              }
            });
    String two =
        repo.commit(
            "main",
            "two",
            edits -> {
              for (int i = 0; i < 6; i++) {
                edits
                    .delete("old" + i)
                    .file("new" + i, ("line of file " + i + "\n").repeat(20) + "more\n");
              }
            });
    try (Git git = open(repo.directory());
        RawDiff diff =
            RawDiff.read(
                git,
                new ObjectId(one),
                new ObjectId(two),
                new Git.DiffOptions(2),
                (_, _, _) -> {})) {
      assertThat(diff.notes()).singleElement().asString().contains("source.rename_limit = 2");
      assertThat(diff.entries()).hasSize(12);
    }
  }

  @Test
  void blobsAreReadWholeInPartAndAsAStream() throws Exception {
    RepoBuilder repo = repo("r");
    byte[] large = new byte[3 << 20];
    new SplittableRandom(4).nextBytes(large);
    repo.commit(
        "main",
        "one",
        edits -> edits.file("large", large).file("empty", "").file("small", "tiny\0"));
    ObjectId blob = new ObjectId(repo.id("main:large"));
    try (Git git = open(repo.directory())) {
      assertThat(git.blob(blob, large.length))
          .hasValueSatisfying(b -> assertThat(b).isEqualTo(large));
      assertThat(git.blob(blob, large.length - 1)).isEmpty();
      assertThat(git.blobHead(blob, 5)).isEqualTo(java.util.Arrays.copyOf(large, 5));
      try (var in = git.openBlob(blob)) {
        assertThat(in.readAllBytes()).isEqualTo(large);
      }
      try (var in = git.openBlob(blob)) {
        assertThat(in.read()).isEqualTo(large[0] & 0xFF);
      }
      assertThat(git.blob(new ObjectId(repo.id("main:empty")), 0))
          .hasValueSatisfying(b -> assertThat(b).isEmpty());
      assertThat(git.blob(new ObjectId(repo.id("main:small")), 9))
          .hasValueSatisfying(b -> assertThat(b).isEqualTo("tiny\0".getBytes(UTF_8)));
    }
  }

  @Test
  void aMissingBlobIsAFailureAndNoEmptyContent() throws Exception {
    RepoBuilder repo = repo("r");
    repo.commit("main", "one", edits -> edits.file("a", "1"));
    ObjectId none = new ObjectId("1".repeat(40));
    try (Git git = open(repo.directory())) {
      assertThatThrownBy(() -> git.blob(none, 10))
          .isInstanceOf(Failure.Source.class)
          .hasMessageContaining(none.hex());
      assertThatThrownBy(() -> git.blobHead(none, 10)).isInstanceOf(Failure.Source.class);
      assertThatThrownBy(
              () -> {
                try (var in = git.openBlob(none)) {
                  in.readAllBytes();
                }
              })
          .as("a stream that breaks off must not look like an empty file")
          .satisfiesAnyOf(
              e -> assertThat(e).isInstanceOf(Failure.Source.class),
              e -> assertThat(e).isInstanceOf(IOException.class));
      assertThat(git.commit("main")).isPresent();
    }
  }

  @Test
  void aFileWhoseContentIsMissingIsAFailureAndNoAbsentFile() throws Exception {
    RepoBuilder repo = repo("r");
    ObjectId commit =
        new ObjectId(
            repo.commit(
                "main",
                "one",
                edits -> edits.file("a/b/gone", "1\n").file("a/here", "2\n").symlink("l", "x")));
    loosen(repo);
    remove(repo, "main:a/b/gone");
    remove(repo, "main:l");
    try (Git git = open(repo.directory())) {
      assertThat(git.file(commit, "a/here", 9)).isPresent();
      for (String gone : List.of("a/b/gone", "l")) {
        assertThatThrownBy(() -> git.file(commit, gone, 9))
            .as(gone)
            .isInstanceOf(Failure.Source.class)
            .hasMessageContaining(repo.id("main:" + gone));
      }
      for (String none : List.of("a/b/none", "a/here/x", "a/b", "a/b/", "a//here", "a/../l")) {
        assertThat(git.file(commit, none, 9)).as(none).isEmpty();
      }
    }
    remove(repo, "main:a/b");
    try (Git git = open(repo.directory())) {
      assertThat(git.file(commit, "a/none", 9)).isEmpty();
      assertThatThrownBy(() -> git.file(commit, "a/b/none", 9))
          .as("whether a file lies in a directory that is missing")
          .isInstanceOf(Failure.Source.class);
    }
  }

  @Test
  void aMissingObjectOfTheChangeIsAFailure() throws Exception {
    RepoBuilder repo = repo("r");
    String one = repo.commit("main", "one", edits -> edits.file("a", "1\n"));
    String two = repo.commit("main", "two", edits -> edits.file("a", "2\n"));
    loosen(repo);
    remove(repo, "main:a");
    try (Git git = open(repo.directory())) {
      assertThatThrownBy(() -> DiffJudge.read(git, one, two)).isInstanceOf(Failure.Source.class);
    }
  }

  private static void remove(RepoBuilder repo, String object) throws IOException {
    String id = repo.id(object);
    Files.delete(
        repo.directory().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2)));
  }

  private static void loosen(RepoBuilder repo) throws IOException {
    Path packs = repo.directory().resolve(".git/objects/pack");
    List<Path> files;
    try (var list = Files.list(packs)) {
      files = list.toList();
    }
    for (Path pack : files) {
      if (pack.toString().endsWith(".pack")) {
        byte[] content = Files.readAllBytes(pack);
        Files.move(pack, repo.directory().resolve("moved.pack"));
        repo.runBytes(content, "unpack-objects", "-q");
      }
    }
  }
}
