package dev.createdump.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.base.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Against the examples of RFC 8785, without its fractions.
class CanonicalJsonTest {
  private static String digest(String json) throws IOException {
    return CanonicalJson.digest(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static void check(String json, String canonical) throws IOException {
    assertThat(digest(json)).as(json).isEqualTo(Digests.sha256Hex(canonical));
  }

  @Test
  void stringsLiteralsAndOrderAsInSection3_2() throws IOException {
    check(
        """
        {
          "numbers": [333333333, 4, 1],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """,
        "{\"literals\":[null,true,false],\"numbers\":[333333333,4,1],"
            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void membersAreSortedByUtf16CodeUnitsAsInSection3_2_3() throws IOException {
    check(
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
         "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
         "\\u00f6": "Latin Small Letter O With Diaeresis"}
        """,
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void controlsHaveTheirShortForms() throws IOException {
    check(
        "{\"a\":\"\\u0008\\u0009\\u000a\\u000c\\u000d\\u001f\\u007f\"}",
        "{\"a\":\"\\b\\t\\n\\f\\r\\u001f\u007f\"}");
  }

  @Test
  void theRunAndTheDigestAreLeftOutAtTheTopOnly() throws IOException {
    String bare = "{\"a\":{\"dumpDigest\":\"x\",\"run\":{}}}";
    check(
        "{\"run\":{\"id\":\"1\"},\"a\":{\"run\":{},\"dumpDigest\":\"x\"},\"dumpDigest\":\"y\"}",
        bare);
    check(bare, bare);
    assertThat(digest("{\"a\":{\"run\":{}}}")).isNotEqualTo(digest("{\"a\":{}}"));
  }

  @Test
  void whatNoManifestHoldsIsRefused() {
    for (String json :
        new String[] {
          "{\"a\":1.5}", "{\"a\":1,\"a\":2}", "[]", "{", "{\"a\":12345678901234567890}", "", "x"
        }) {
      assertThatThrownBy(() -> digest(json)).as(json).isInstanceOf(IOException.class);
    }
  }
}
