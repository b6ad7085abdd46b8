package dev.createdump.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The tables agree with each other, and the search in place with a plain reading of the rows.
class LanguageTablesTest {
  private static final byte[] NOTHING = {};

  private final Languages languages = Languages.load();
  private final Map<String, List<String>> rows = plainReading();

  private static Map<String, List<String>> plainReading() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (List<String> row : Resources.rows("languages.tsv")) {
      assertThat(rows.put(row.getFirst(), row.subList(1, row.size()))).as(row.getFirst()).isNull();
    }
    return rows;
  }

  private List<String> languageNames() {
    return rows.keySet().stream()
        .filter(key -> key.startsWith("@"))
        .map(k -> k.substring(1))
        .toList();
  }

  @Test
  void searchInPlaceFindsWhatAPlainReadingFinds() {
    LanguageTable table = new LanguageTable(Resources.bytes("languages.tsv"));
    rows.forEach(
        (key, values) -> {
          int row = table.find(key.charAt(0), key, 1);
          assertThat(row).as(key).isNotEqualTo(LanguageTable.NONE);
          assertThat(table.key(row)).isEqualTo(key);
          assertThat(table.value(row)).isEqualTo(values.getFirst());
          assertThat(table.isAmbiguous(row)).as(key).isEqualTo(values.size() > 1);
          assertThat(table.candidates(row))
              .isEqualTo(values.stream().filter(value -> !value.isEmpty()).toList());
        });
  }

  @Test
  void rowsKnowAllOfLinguist() {
    assertThat(languageNames()).hasSizeGreaterThan(800);
    assertThat(languageNames()).contains("Java", "1C Enterprise", "ZIL", "Zmodel");
  }

  @Test
  void everyRowNamesLanguagesOfTheTable() {
    TreeSet<String> known = new TreeSet<>(languageNames());
    known.add("");
    rows.forEach(
        (key, values) -> {
          if (!key.startsWith("@")) {
            assertThat(known).as(key).containsAll(values);
          }
        });
  }

  @Test
  void everyNameSuffixAndProgramLeadsToItsLanguage() {
    rows.forEach(
        (key, values) -> {
          String text = key.substring(1);
          String reached =
              switch (key.charAt(0)) {
                case '.' -> languages.classify("some/name." + text, NOTHING);
                case '=' -> languages.classify("some/" + text, NOTHING);
                case '!' -> languages.classify("tool", head("#!/usr/bin/env " + text));
                case '~' -> languages.classify("tool", head("# vim: ft=" + text));
                default -> values.getFirst();
              };
          assertThat(reached).as(key).isEqualTo(values.getFirst());
        });
  }

  @Test
  void everyLanguageHasAWayIn() {
    for (String language : languageNames()) {
      String mode = language.toLowerCase(Locale.ROOT).replace(' ', '-');
      assertThat(languages.classify("tool", head("# -*- mode: " + mode + " -*-")))
          .isEqualTo(language);
      assertThat(languages.kind(language)).as(language).isPresent();
    }
  }

  @Test
  void heuristicsChooseAmongTheLanguagesOfTheirSuffix() {
    for (List<String> row : Resources.rows("ambiguous.tsv")) {
      List<String> candidates = rows.get(row.getFirst());
      assertThat(candidates).as(row.getFirst()).isNotNull().hasSizeGreaterThan(1);
      assertThat(candidates).as(row.getFirst()).contains(row.get(1));
      assertThat(row.size()).as(row.toString()).isGreaterThan(2);
      assertThat(row).as(row.toString()).doesNotContain("", "^");
    }
  }

  @Test
  void heuristicsOfASuffixStandTogether() {
    List<String> suffixes = Resources.rows("ambiguous.tsv").stream().map(List::getFirst).toList();
    List<String> groups = new ArrayList<>();
    for (String suffix : suffixes) {
      if (groups.isEmpty() || !groups.getLast().equals(suffix)) {
        groups.add(suffix);
      }
    }
    assertThat(groups).doesNotHaveDuplicates();
  }

  @Test
  void everyMarkIsFound() {
    for (List<String> row : Resources.rows("ambiguous.tsv")) {
      for (String mark : row.subList(2, row.size())) {
        String head = mark.replace("\\n", "\n").replace("\\t", "\t").replace("^", "\n");
        Heuristics alone =
            new Heuristics("\n" + String.join("\t", row.getFirst(), row.get(1), mark) + "\n");
        assertThat(alone.classify(row.getFirst(), head)).as(row + mark).isEqualTo(row.get(1));
      }
    }
  }

  @Test
  void commentsAreOfKnownLanguagesAndEachStandsOnce() {
    TreeSet<String> seen = new TreeSet<>();
    for (List<String> row : Resources.rows("comments.tsv")) {
      for (String language : row.subList(3, row.size())) {
        assertThat(languages.kind(language)).as(language).isPresent();
        assertThat(seen.add(language)).as(language).isTrue();
        assertThat(languages.commentSyntax(language)).isPresent();
      }
    }
    assertThat(seen).hasSizeGreaterThan(100);
  }

  private static byte[] head(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
