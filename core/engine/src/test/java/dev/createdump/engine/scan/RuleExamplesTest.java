package dev.createdump.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every example of every rule is a test.
class RuleExamplesTest {
  private static final long SEED = 20_261;
  private static final int ROUNDS = 40;
  private static final RuleSet RULES = RuleSet.standard();

  @TestFactory
  Stream<DynamicTest> goodExamplesAreFound() {
    return RULES.rules().stream()
        .flatMap(
            rule ->
                rule.definition().examples().good().stream()
                    .map(
                        example ->
                            DynamicTest.dynamicTest(
                                rule.id() + ": " + example, () -> found(rule, example))));
  }

  private static void found(Rule rule, String example) {
    SplittableRandom random = new SplittableRandom(SEED);
    int missed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      missed += rulesIn(Template.expand(example, random)).contains(rule.id()) ? 0 : 1;
    }
    // A random value may look like words or lack a digit; a rule must find all but such.
    assertThat(missed).as("missed of %d, seed %d", ROUNDS, SEED).isLessThanOrEqualTo(ROUNDS / 20);
  }

  @TestFactory
  Stream<DynamicTest> badExamplesAreNot() {
    return RULES.rules().stream()
        .flatMap(
            rule ->
                rule.definition().examples().bad().stream()
                    .map(
                        example ->
                            DynamicTest.dynamicTest(
                                rule.id() + ": " + example, () -> notFound(rule, example))));
  }

  private static void notFound(Rule rule, String example) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      String text = Template.expand(example, random);
      assertThat(rulesIn(text)).as("seed %d: %s", SEED, text).doesNotContain(rule.id());
    }
  }

  @Test
  void everyRuleHasExamplesOfBothKindsAndItsOwnId() {
    assertThat(RULES.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(rule.definition().examples().good()).as(rule.id()).isNotEmpty();
              assertThat(rule.definition().examples().bad()).as(rule.id()).isNotEmpty();
              assertThat(rule.definition().shape().window())
                  .as(rule.id())
                  .isLessThanOrEqualTo(SlidingText.OVERLAP);
              assertThat(RULES.about(rule.id())).isNotBlank();
              assertThat(RULES.severity(rule.id())).isNotNull();
            });
    assertThat(RULES.rules().stream().map(Rule::id)).doesNotHaveDuplicates();
  }

  private static List<String> rulesIn(String text) {
    return new Scanner(RULES)
        .scanText(text.getBytes(StandardCharsets.ISO_8859_1)).stream().map(Finding::rule).toList();
  }
}
