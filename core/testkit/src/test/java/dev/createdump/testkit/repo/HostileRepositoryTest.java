package dev.createdump.testkit.repo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The repository is what it says, and its traps are real.
class HostileRepositoryTest {
  @TempDir private static Path shared;
  private static HostileRepository hostile;

  @TempDir private Path temp;

  @BeforeAll
  static void create() throws Exception {
    hostile = HostileRepository.create(shared.resolve("hostile"));
  }

  @Test
  void itIsTheSameEveryTime() throws Exception {
    HostileRepository again = HostileRepository.create(temp.resolve("again"));
    assertThat(again.head())
        .isEqualTo(hostile.head())
        .isEqualTo("90de5c96b208181216166832bd11ee3df1691a7f");
    assertThat(again.base()).isEqualTo(hostile.base());
    assertThat(again.mergeBase()).isEqualTo(hostile.mergeBase());
    assertThat(again.changedPaths()).isEqualTo(hostile.changedPaths());
  }

  @Test
  void gitSeesThePathsThatItSaysChanged() throws Exception {
    List<RawEntry> ledger = oracle().rawLedger(hostile.mergeBase(), hostile.head(), "--no-renames");
    assertThat(ledger).map(RawEntry::path).containsExactlyElementsOf(hostile.changedPaths());
  }

  @Test
  void everyStatusHappens() throws Exception {
    List<RawEntry> ledger = oracle().rawLedger(hostile.mergeBase(), hostile.head(), "-M", "-C");
    Map<Character, Long> count =
        ledger.stream().collect(Collectors.groupingBy(RawEntry::status, Collectors.counting()));
    assertThat(count).containsOnlyKeys('A', 'C', 'D', 'M', 'R', 'T');
    assertThat(count.get('R')).isGreaterThanOrEqualTo(7);
    assertThat(count.get('C')).isGreaterThanOrEqualTo(3);
    assertThat(count.get('T')).isGreaterThanOrEqualTo(5);
  }

  @Test
  void gitsOwnPatchGivesTheHead() throws Exception {
    PatchOracle oracle = oracle();
    Path patch = temp.resolve("patch");
    Files.write(patch, oracle.patch(hostile.mergeBase(), hostile.head(), "-M", "-C"));
    assertThat(oracle.treeAfterApplying(hostile.mergeBase(), patch))
        .isEqualTo(oracle.tree(hostile.head()));
    assertThat(hostile.trippedCanaries()).isEmpty();
  }

  @Test
  void theTrapsSpringForAGitThatObeys() throws Exception {
    HostileRepository victim = HostileRepository.create(temp.resolve("victim"));
    String from = victim.mergeBase();
    String to = victim.head();
    springs(victim, "external-diff", "diff", from, from + "^");
    springs(victim, "diff-command", "diff", from + "^", from, "--", "attributes/file.cmd");
    springs(
        victim,
        "textconv",
        "diff",
        "--no-ext-diff",
        from + "^",
        from,
        "--",
        "attributes/file.conv");
    springs(victim, "filter-smudge", "cat-file", "--filters", from + ":attributes/file.filtered");
    springs(victim, "fsmonitor", "status", "--porcelain", "--ignore-submodules=all");
    springs(victim, "hook-reference-transaction", "update-ref", "refs/heads/new", from);
    springs(victim, "gpg", "log", "-1", to);
    springs(victim, "ssh-command", "ls-remote", "origin");
    springs(victim, "upload-pack", "ls-remote", "local");
    springs(victim, "credential-helper", "credential", "fill");
    springs(victim, "alias-evil", "evil");
  }

  private static void springs(HostileRepository victim, String canary, String... arguments) {
    try {
      new GitCommand(victim.directory())
          .run(
              "protocol=https\nhost=e.example\n\n".getBytes(StandardCharsets.UTF_8),
              List.of(arguments));
    } catch (IllegalStateException e) {
      // Some traps end in an error of git; the canary is what counts.
    }
    Set<String> names = new TreeSet<>();
    victim.trippedCanaries().forEach(path -> names.add(path.getFileName().toString()));
    assertThat(names).as(String.join(" ", arguments)).contains(canary);
  }

  @Test
  void replacementsAndGraftsDeceiveAGitThatObeys() {
    GitCommand git = new GitCommand(hostile.directory());
    GitCommand exact = git.with(Map.of("GIT_NO_REPLACE_OBJECTS", "1"));
    assertThat(git.text("rev-parse", hostile.head() + "^{tree}"))
        .isNotEqualTo(exact.text("rev-parse", hostile.head() + "^{tree}"));
    assertThat(exact.text("merge-base", hostile.base(), hostile.head()))
        .as("the graft")
        .isEqualTo(hostile.base());
    GitCommand honest =
        git.with(Map.of("GIT_NO_REPLACE_OBJECTS", "1", "GIT_GRAFT_FILE", "/dev/null"));
    assertThat(honest.text("merge-base", hostile.base(), hostile.head()))
        .isEqualTo(hostile.mergeBase());
  }

  @Test
  void theConfigurationBendsWhatAGitThatObeysPrints() {
    GitCommand git =
        new GitCommand(hostile.directory()).with(Map.of("GIT_NO_REPLACE_OBJECTS", "1"));
    String patch =
        git.text(
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            hostile.mergeBase(),
            hostile.head(),
            "--",
            "ends/mixed");
    assertThat(patch).startsWith("\u001b[").doesNotContain("diff --git a/");
  }

  private PatchOracle oracle() throws Exception {
    return PatchOracle.of(hostile.directory(), temp.resolve("oracle"));
  }
}
