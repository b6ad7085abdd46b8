package dev.createdump.testkit.forge;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/// Runs the contract against forges that break one sentence each, and checks that the facts about
/// that sentence fail. A contract that passes whatever it is given would pass everything else too.
class ForgeContractBitesTest {
  /// The forge of the contract that runs in this thread.
  private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

  /// What must fail at least.
  private static final Map<Flaw, List<String>> BITES = new EnumMap<>(Flaw.class);

  static {
    BITES.put(Flaw.ALWAYS_CREATES, List.of("oneCommentIsCreatedUpdatedAndLeft"));
    BITES.put(
        Flaw.ALWAYS_WRITES,
        List.of("oneCommentIsCreatedUpdatedAndLeft", "otherLineEndsAreNoChange"));
    BITES.put(Flaw.TAKES_ANYBODYS_COMMENT, List.of("somebodyElsesCommentIsNeverTouched"));
    BITES.put(Flaw.TAKES_THE_MARKER_ANYWHERE, List.of("ourOtherCommentsAreNotTaken"));
    BITES.put(Flaw.TAKES_THE_NEWEST, List.of("theOldestOfOursIsKept"));
    BITES.put(Flaw.READS_ONE_PAGE, List.of("theCommentIsFoundOnWhicheverPage"));
    BITES.put(Flaw.READS_ALL_PAGES, List.of("pagesBehindTheCommentAreNotRead"));
    BITES.put(
        Flaw.REPEATS_A_LOST_CREATE,
        List.of("createWhoseAnswerIsLostIsNotRepeated", "whateverFailsThereIsNoSecondComment"));
    BITES.put(
        Flaw.IGNORES_THE_HEAD,
        List.of(
            "whoeverWasHeldUpGivesWay",
            "whoeverIsHeldUpTwiceLooksTwice",
            "theHeadIsAskedForAfterTheComments",
            "whateverFailsTheCommentNeverGoesBackwards"));
    // A run of random failures may miss what only a certain one shows.
    BITES.put(Flaw.LOOKS_AT_THE_HEAD_ONCE, List.of("whoeverWasHeldUpGivesWay"));
    BITES.put(Flaw.LOOKS_AT_THE_HEAD_FIRST, List.of("theHeadIsAskedForAfterTheComments"));
    BITES.put(Flaw.REPEATS_WRITING_BLINDLY, List.of("whoeverWasHeldUpGivesWay"));
    BITES.put(Flaw.GIVES_UP_AT_ONCE, List.of("serverErrorsAreSatOut"));
    BITES.put(
        Flaw.NEVER_GIVES_UP,
        List.of("createThatKeepsFailingIsGivenUp", "serverThatStaysBrokenIsGivenUp"));
    BITES.put(Flaw.HURRIES_THROUGH_LIMITS, List.of("limitIsWaitedFor", "serverErrorsAreSatOut"));
    BITES.put(
        Flaw.WAITS_BEYOND_THE_DEADLINE,
        List.of("deadlineIsForAllRequestsOfACall", "limitBeyondTheDeadlineEndsAtOnce"));
    BITES.put(Flaw.TAKES_NONSENSE_FOR_NO_COMMENTS, List.of("nonsenseIsNoListOfComments"));
    BITES.put(Flaw.REMEMBERS_THE_PULL_REQUEST, List.of("pullRequestIsReadAnew"));
    BITES.put(Flaw.BELIEVES_IN_COMMITS, List.of("onlyCommitsPassForCommits"));
    BITES.put(Flaw.IGNORES_THE_HEADS_COMMIT, List.of("pullRequestsAreFoundByTheirHead"));
    BITES.put(Flaw.TAKES_ANY_LENGTH, List.of("theLargestCommentIsTakenAndNoLargerOne"));
    BITES.put(Flaw.LEAVES_A_DELETED_COMMENT, List.of("commentDeletedMeanwhileIsMadeAnew"));
    BITES.put(Flaw.LETS_THREADS_RACE, List.of("threadsMakeOneComment"));
    BITES.put(Flaw.HIDES_A_REFUSAL, List.of("tokenThatMayOnlyReadReads"));
    BITES.put(Flaw.TELLS_THE_TOKEN, List.of("tokenThatMayOnlyReadReads", "unknownTokenIsDenied"));
    BITES.put(Flaw.FOLLOWS_REDIRECTS, List.of("redirectsElsewhereDoNotGetTheToken"));
    BITES.put(Flaw.CLOSES_NEVER, List.of("closedForgeRefusesEverything"));
  }

  @Test
  void aForgeWithoutFlawPasses() {
    assertThat(failed(Flaw.NONE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aForgeWithAFlawDoesNot(Flaw flaw) {
    assertThat(failed(flaw)).containsAll(BITES.getOrDefault(flaw, List.of("a fact about it")));
  }

  private static Set<String> failed(Flaw flaw) {
    FLAW.set(flaw);
    try {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(OfPlainForge.class))
          .execute()
          .testEvents()
          .failed()
          .stream()
          .map(ForgeContractBitesTest::method)
          .collect(toCollection(TreeSet::new));
    } finally {
      FLAW.remove();
    }
  }

  private static String method(Event failed) {
    return ((MethodSource) failed.getTestDescriptor().getSource().orElseThrow()).getMethodName();
  }

  static final class OfPlainForge extends ForgeContract {
    @Override
    protected ForgeEnvironment environment() {
      return new PlainServer(FLAW.get());
    }
  }
}
