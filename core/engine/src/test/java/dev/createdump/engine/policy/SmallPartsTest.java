package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallPartsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "1b, 1",
    "1k, -1",
    "1KB, 1000",
    "1kib, 1024",
    "3 MiB, 3145728",
    "' 2GB ', 2000000000",
    "1GiB, 1073741824",
    "-1, -1",
    "1.5MiB, -1",
    "'', -1",
    "MiB, -1",
    "999999999999999999GiB, -1",
    "9999999999999999999, -1",
    "1 2, -1"
  })
  void sizesAreReadExactly(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @Test
  void sizesAreShownAsTheyAreRead() {
    assertThat(ByteSize.show(1L << 20)).isEqualTo("1MiB");
    assertThat(ByteSize.show(1_500_000)).isEqualTo("1500000");
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1000; i++) {
      long bytes = random.nextLong(1L << 40) << random.nextInt(20);
      assertThat(ByteSize.parse(ByteSize.show(bytes))).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dri, dir, 1",
    "formts, formats, 1",
    "'', abc, 3",
    "abc, abc, 0",
    "ca, abc, 3",
    "kitten, sitting, 3"
  })
  void distancesAreOptimalStringAlignments(String a, String b, int distance) {
    assertThat(Suggest.distance(a, b)).isEqualTo(distance);
    assertThat(Suggest.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void suggestionsAreNearOrNone() {
    List<String> known = List.of("dir", "formats", "max_file_size");
    assertThat(Suggest.closest("maxFileSize", known)).isEqualTo("max_file_size");
    assertThat(Suggest.closest("fromats", known)).isEqualTo("formats");
    assertThat(Suggest.closest("colour", known)).isEmpty();
    assertThat(Suggest.closest("x".repeat(100_000), known)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "FILE_NAME, ../x", "FILE_NAME, a/b", "FILE_NAME, 'a\\b'", "FILE_NAME, ..", "FILE_NAME, -x",
    "REVISION, --exec=x", "REVISION, 'a b'", "PATTERN, ''", "PATH, ''", "URI, bucket/x",
    "URI, ':x'", "URI, 's3://k:s@b/x'", "URI, 's3://k@b'", "TAG, 'a b'", "TAG, 1a",
    "PATTERN, '['", "PATTERN, 'src/[a-z'", "PATTERN, '[]x'", "PATTERN, 'x\\'",
        "PATTERN, '[[:digit:]'"
  })
  void dangerousTextsAreRefused(TextKind kind, String text) {
    assertThat(kind.refusal(text)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "FILE_NAME, spring_pr12_0123456789ab",
    "REVISION, origin/main~2^{commit}",
    "REVISION, ''",
    "PATTERN, '!/a b/**'",
    "PATTERN, 'pages/[id].tsx'",
    "PATTERN, '[]x]'",
    "PATTERN, '[!]^]a]\\['",
    "PATTERN, '[[:digit:]x]'",
    "PATTERN, 'a]'",
    "PATH, '../out'",
    "URI, 's3://b/x@y'",
    "URI, 'file:///a@b'",
    "URI, 'az://account/container'",
    "TAG, TECH_DEBT",
    "LINE, 'Größe: ∞'"
  })
  void usualTextsAreTaken(TextKind kind, String text) {
    assertThat(kind.refusal(text)).isNull();
  }

  @Test
  void controlCharactersAndEndlessTextsAreRefusedEverywhere() {
    for (TextKind kind : TextKind.values()) {
      assertThat(kind.refusal("s3:a\u0000")).isNotNull();
      assertThat(kind.refusal("s3:a\nb")).isNotNull();
      assertThat(kind.refusal("s3:" + "a".repeat(1000))).isNotNull();
    }
  }
}
