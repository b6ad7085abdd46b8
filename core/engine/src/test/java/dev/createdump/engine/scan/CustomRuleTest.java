package dev.createdump.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.scan.pattern.PatternException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomRuleTest {
  private static CustomRule rule(String id, List<String> keywords, String pattern) {
    return new CustomRule(id, "a test", Severity.HIGH, keywords, pattern, 0, 0, "");
  }

  private static List<String> found(RuleSet rules, String path, String text) {
    Scanner scanner = new Scanner(rules);
    scanner.enter(path);
    return scanner.scanText(text.getBytes(StandardCharsets.UTF_8)).stream()
        .map(f -> f.rule() + " " + f.value().text())
        .toList();
  }

  @Test
  void isLookedForEverywhereOnceAKeywordStandsSomewhere() {
    RuleSet rules =
        RuleSet.standard().with(List.of(rule("acme", List.of("Acme"), "[a-z]+-(\\d+)")));
    assertThat(found(rules, "", "x-1 of ACME, yy-23\n")).containsExactly("acme 1", "acme 23");
    assertThat(found(rules, "", "x-1 of others\n")).isEmpty();
  }

  @Test
  void needsNoKeyword() throws IOException {
    RuleSet rules = RuleSet.empty().with(List.of(rule("id", List.of(), "id_[0-9]{4}")));
    assertThat(found(rules, "", "a id_1234 id_12 id_5678"))
        .containsExactly("id id_1234", "id id_5678");
    byte[] large =
        ("filler ".repeat(9) + "id_1234 ").repeat(40_000).getBytes(StandardCharsets.UTF_8);
    List<Finding> whole = new Scanner(rules).scanText(large);
    assertThat(whole).hasSize(40_000);
    assertThat(new Scanner(rules).scanStream(new ByteArrayInputStream(large))).isEqualTo(whole);
  }

  @Test
  void takesAGroupAnEntropyAndAPath() {
    CustomRule rule =
        new CustomRule(
            "k", "a test", Severity.MEDIUM, List.of("k"), "(k)=(\\w+)", 2, 2.5, "\\.ya?ml$");
    RuleSet rules = RuleSet.empty().with(List.of(rule));
    assertThat(found(rules, "a/b.yml", "k=aaaaaaaa k=a1b2c3d4")).containsExactly("k a1b2c3d4");
    assertThat(found(rules, "a/b.txt", "k=a1b2c3d4")).isEmpty();
    assertThat(rules.severity("k")).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void replacesAndRemovesByTheirIds() {
    RuleSet standard = RuleSet.standard();
    RuleSet replaced = standard.with(List.of(rule("jwt", List.of("jwt"), "jwt:\\w+")));
    assertThat(replaced.ids()).hasSameSizeAs(standard.ids());
    assertThat(found(replaced, "", "jwt:abc")).containsExactly("jwt jwt:abc");
    assertThat(standard.without(List.of("jwt")).ids())
        .hasSize(standard.ids().size() - 1)
        .doesNotContain("jwt");
    assertThatThrownBy(() -> standard.without(List.of("nonsense")))
        .hasMessageContaining("no rule is called nonsense");
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThatThrownBy(() -> rule("r", List.of(), "(?=x)")).isInstanceOf(PatternException.class);
    assertThatThrownBy(() -> rule("r", List.of(), "")).hasMessageContaining("needs a pattern");
    assertThatThrownBy(() -> rule("", List.of(), "x")).hasMessageContaining("needs an id");
    assertThatThrownBy(() -> rule("r", List.of("é"), "x")).hasMessageContaining("not ASCII");
    CustomRule one = rule("r", List.of(), "x");
    assertThatThrownBy(() -> RuleSet.empty().with(List.of(one, one)))
        .hasMessageContaining("two rules are called r");
  }
}
