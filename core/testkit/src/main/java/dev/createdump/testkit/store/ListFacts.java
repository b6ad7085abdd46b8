package dev.createdump.testkit.store;

import static dev.createdump.testkit.store.StoreFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Facts about listing: in the order of UTF-8 bytes, page by page, everything once.
interface ListFacts extends StoreFixture {
  /// In order. `!` sorts before the slash and `0` after it; the surrogates of the last key sort
  /// before U+FF5E in UTF-16 and after it in UTF-8.
  List<String> ORDERED =
      List.of(
          "A", "a!b", "a-b/c", "a/a", "a/a!", "a/b/c", "a/c", "a0", "ab", "b/x", "ü", "～", "😀");

  private void fill() throws StoreException {
    for (String name : ORDERED.reversed()) {
      put(name, "of " + name);
    }
  }

  @Test
  default void emptyPlaceListsNothing() throws Exception {
    ListPage page = store().list("", null, 1000);
    assertThat(page.objects()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  default void listingIsOrderedAndPaged(int max) throws Exception {
    fill();
    assertThat(keys("", max)).containsExactlyElementsOf(ORDERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a/", "a/a", "a-", "b", "a/b/c", "c", "a/b/c/", "/", "..", "a/../", "%"})
  default void prefixNeedNotBeAWholeSegment(String prefix) throws Exception {
    fill();
    List<String> expected = ORDERED.stream().filter(name -> name.startsWith(prefix)).toList();
    assertThat(keys(prefix, 1000)).containsExactlyElementsOf(expected);
    assertThat(keys(prefix, 1)).containsExactlyElementsOf(expected);
  }

  @Test
  default void listingTellsLengths() throws Exception {
    fill();
    for (ObjectStat stat : store().list("", null, 1000).objects()) {
      assertThat(stat.length())
          .as("length of %s", stat.key())
          .isEqualTo(store().stat(stat.key()).orElseThrow().length());
    }
  }

  @Test
  default void badTokenIsInvalid() throws Exception {
    fill();
    for (String token : List.of("", "nonsense", "AAAA", "../..", "%00", "a/a")) {
      assertFails(StoreException.Code.INVALID, () -> store().list("", token, 10));
    }
  }

  @Test
  default void pageSizeIsFromOneToAThousand() {
    for (int max : new int[] {Integer.MIN_VALUE, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> store().list("", null, max));
    }
  }

  @Test
  default void objectsAddedBetweenPagesDisturbNothing() throws Exception {
    put("b", "1");
    put("d", "2");
    ListPage first = store().list("", null, 1);
    put("a", "3");
    put("e", "4");
    assertThat(first.objects()).extracting(ObjectStat::key).containsExactly(key("b"));
    ListPage second = store().list("", first.nextOrNull(), 1);
    assertThat(second.objects()).extracting(ObjectStat::key).containsExactly(key("d"));
  }
}
