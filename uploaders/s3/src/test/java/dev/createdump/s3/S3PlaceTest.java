package dev.createdump.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.StoreException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3PlaceTest {
  @ParameterizedTest
  @CsvSource({
    "s3://evidence, s3://evidence, ''",
    "s3://evidence/, s3://evidence, ''",
    "s3://evidence/a/b//, s3://evidence/a/b, a/b/",
    "s3://my_old.Bucket/a, s3://my_old.Bucket/a, a/",
    "s3://evidence/a%20b, s3://evidence/a%20b, a b/"
  })
  void readsBucketAndPrefix(String text, String uri, String prefix) throws StoreException {
    S3Place place = S3Place.of(URI.create(text));
    assertThat(place.uri()).hasToString(uri);
    assertThat(place.prefix()).isEqualTo(prefix);
    assertThat(place.key(new ObjectKey("k"))).isEqualTo(prefix + "k");
    assertThat(place.relative(prefix + "k")).isEqualTo(new ObjectKey("k"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:bucket",
        "s3:///x",
        "s3://a",
        "s3://user@bucket/x",
        "s3://key:secret@bucket",
        "s3://bucket:80/x",
        "s3://bucket/a/../b",
        "s3://bucket//a",
        "s3://bucket/a?x",
        "s3://bucket/a#x",
        "s3://-bucket"
      })
  void refusesWhatNamesNoPlace(String uri) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> S3Place.of(URI.create(uri)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"))
        .extracting(StoreException::code)
        .isEqualTo(StoreException.Code.INVALID);
  }

  @Test
  void leavesOutKeysThatAreNotValid() throws StoreException {
    assertThat(S3Place.of(URI.create("s3://bucket/p")).relative("p/a//b")).isNull();
  }
}
