package dev.createdump.engine.sign;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Textual encodings of keys and certificates (RFC 7468).
///
/// @param label what it says it holds
/// @param content the bytes
record Pem(String label, byte[] content) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,60})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /// All that stands in a text; a block that is none is left out.
  static List<Pem> all(String text) {
    List<Pem> all = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String base64 = matcher.group(2).replaceAll("\\s", "");
      if (base64.length() % 4 == 0 && base64.matches("[A-Za-z0-9+/]+={0,2}")) {
        all.add(new Pem(matcher.group(1), Base64.getDecoder().decode(base64)));
      }
    }
    return all;
  }
}
