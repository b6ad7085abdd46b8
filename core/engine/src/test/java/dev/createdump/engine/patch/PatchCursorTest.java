package dev.createdump.engine.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PatchCursorTest {
  private static final String PATCH =
      """
      diff --git a/x b/x
      index 1..2 100644
      --- a/x
      +++ b/x
      @@ -1,3 +1,4 @@ section @@ -9 +9 @@
       same
      --- a/x
      +++ b/x
      +@@ -1 +1 @@
       last
      \\ No newline at end of file
      @@ -10 +11 @@
      -old
      \\ No newline at end of file
      +new
      """;

  private static List<String> read(byte[] text) {
    List<String> seen = new ArrayList<>();
    PatchCursor cursor = new PatchCursor(text);
    while (cursor.nextHunk()) {
      seen.add(
          "@"
              + cursor.oldStart()
              + ","
              + cursor.oldCount()
              + " "
              + cursor.newStart()
              + ","
              + cursor.newCount());
      while (cursor.nextLine()) {
        String line =
            new String(text, cursor.lineStart(), cursor.lineEnd() - cursor.lineStart(), ISO_8859_1);
        seen.add(cursor.oldLine() + ":" + cursor.newLine() + " " + (char) cursor.kind() + line);
        assertThat(seen.size()).as("it ends").isLessThanOrEqualTo(text.length + 1);
      }
    }
    return seen;
  }

  @Test
  void readsLinesThatLookLikeHeaders() {
    assertThat(read(PATCH.getBytes(ISO_8859_1)))
        .containsExactly(
            "@1,3 1,4",
            "1:1  same",
            "2:2 --- a/x",
            "3:2 +++ b/x",
            "3:3 +@@ -1 +1 @@",
            "3:4  last",
            "4:5 \\ No newline at end of file",
            "@10,1 11,1",
            "10:11 -old",
            "11:11 \\ No newline at end of file",
            "11:11 +new");
  }

  @Test
  void headersThatAreNoneAreSkipped() {
    for (String header :
        List.of(
            "@@ -1 +1",
            "@@ -x +1 @@",
            "@@ -1,  +1 @@",
            "@@ -99999999999 +1 @@",
            "@@ --1 +1 @@",
            "@@ -1 1 @@",
            "@@@ -1 -1 +1 @@@",
            "@@ -")) {
      assertThat(read((header + "\n+x\n").getBytes(ISO_8859_1))).as(header).isEmpty();
    }
  }

  @Test
  void aHunkThatPromisesMoreThanItHoldsEnds() {
    assertThat(read("@@ -1,9 +1,9 @@\n a\n".getBytes(ISO_8859_1)))
        .containsExactly("@1,9 1,9", "1:1  a");
    assertThat(read("@@ -1,9 +1,9 @@".getBytes(ISO_8859_1))).containsExactly("@1,9 1,9");
    assertThat(read("@@ -1,9 +1,9 @@\nx\n@@ -2 +2 @@\n-a\n+b".getBytes(ISO_8859_1)))
        .containsExactly("@1,9 1,9", "@2,1 2,1", "2:2 -a", "3:2 +b");
  }

  @Test
  void mutatedPatchesNeverBreakIt() {
    byte[] pieces = "@ -+,0129\\\n\r\0".getBytes(ISO_8859_1);
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] text = PATCH.getBytes(ISO_8859_1);
      for (int i = random.nextInt(1, 12); i > 0; i--) {
        text[random.nextInt(text.length)] = pieces[random.nextInt(pieces.length)];
      }
      byte[] cut =
          java.util.Arrays.copyOfRange(
              text, random.nextInt(20), random.nextInt(20, text.length + 1));
      try {
        read(cut);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
