package dev.createdump.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.dump.HostileTexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The short way to the canonical form, against the one that parses.
class CanonicalOrderTest {
  private static final long SEED = 20261121L;

  private static String ordered(byte[] json) throws IOException {
    MessageDigest digest = Digests.newSha256();
    CanonicalOrder.update(digest, json);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void value(JsonGenerator json, SplittableRandom random, int depth)
      throws IOException {
    switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> json.writeString(HostileTexts.next(random));
      case 1 -> json.writeNumber(random.nextLong());
      case 2 -> json.writeBoolean(random.nextBoolean());
      case 3 -> json.writeNull();
      case 4 -> {
        json.writeStartArray();
        for (int i = random.nextInt(4); i > 0; i--) {
          value(json, random, depth + 1);
        }
        json.writeEndArray();
      }
      default -> {
        json.writeStartObject();
        members(json, random, depth);
        json.writeEndObject();
      }
    }
  }

  /// Names of one and two letters, so that some are the start of others.
  private static void members(JsonGenerator json, SplittableRandom random, int depth)
      throws IOException {
    for (char c = 'f'; c >= 'a'; c--) {
      if (random.nextBoolean()) {
        json.writeFieldName(random.nextBoolean() ? "a" + c : "" + c + "-x");
        value(json, random, depth + 1);
      }
    }
  }

  @Test
  void isWhatTheParserGives() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 2000; i++) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try (JsonGenerator json = CanonicalJson.generator(text)) {
        json.writeStartObject();
        members(json, random, 0);
        json.writeEndObject();
      }
      assertThat(ordered(text.toByteArray()))
          .as("seed %d, %d: %s", SEED, i, text.toString(StandardCharsets.UTF_8))
          .isEqualTo(CanonicalJson.digest(new ByteArrayInputStream(text.toByteArray())));
    }
  }

  @Test
  void aMemberCanBeAddedByOthers() throws IOException {
    byte[] json = "{\"b\":[],\"a\":{\"b\":[]}}".getBytes(StandardCharsets.US_ASCII);
    MessageDigest digest = Digests.newSha256();
    CanonicalOrder.update(digest, json, "b", it -> it.update((byte) '7'));
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo(Digests.sha256Hex("{\"a\":{\"b\":[]},\"b\":7}"));
  }

  @Test
  void aNameThatBeginsAnotherStandsFirst() throws IOException {
    assertThat(ordered("{\"ab\":1,\"a\":{},\"a!\":[]}".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Digests.sha256Hex("{\"a\":{},\"a!\":[],\"ab\":1}"));
  }
}
