package dev.createdump.engine.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Digests;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlacesTest {
  @Test
  void plainNamesStayAndOthersAreToldApart() {
    Map<String, String> places =
        Places.of(List.of("", "services/pay", "a/b", "a-b", "ä", "archives"), "shop");
    assertThat(places.get("")).isEqualTo("shop");
    assertThat(places.get("services/pay")).isEqualTo("services-pay");
    assertThat(places.get("a/b")).matches("a-b-[0-9a-f]{8}");
    assertThat(places.get("a-b")).matches("a-b-[0-9a-f]{8}").isNotEqualTo(places.get("a/b"));
    assertThat(places.get("ä")).matches("_-[0-9a-f]{8}");
    assertThat(places.get("archives")).matches("archives-[0-9a-f]{8}");
  }

  /// Who knows how names are made must not get another's.
  @Test
  void noNameCanBeMadeToLookLikeAnother() {
    String digest = Digests.sha256Hex("a/b".getBytes(UTF_8));
    List<String> directories =
        List.of("a/b", "a-b", "a-b-" + digest.substring(0, 8), "a-b-" + digest, "hidden-00000001");
    assertThat(new HashSet<>(Places.of(directories, "x").values())).hasSize(5);
  }

  @Test
  void whateverTheNamesNoTwoShareAPlace() {
    String letters = "aAbB-_./é\u202e0f";
    SplittableRandom random = new SplittableRandom(20261121);
    for (int round = 0; round < 50; round++) {
      Set<String> directories = new TreeSet<>();
      for (int i = 0; i < 60; i++) {
        StringBuilder name = new StringBuilder("d");
        for (int n = random.nextInt(1, 5); n > 0; n--) {
          name.append(letters.charAt(random.nextInt(letters.length())));
        }
        directories.add(name.toString());
      }
      Map<String, String> places = Places.of(List.copyOf(directories), "top");
      assertThat(places.keySet()).isEqualTo(directories);
      assertThat(places.values()).allMatch(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*"));
      assertThat(places.values().stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct())
          .hasSize(directories.size());
    }
  }
}
