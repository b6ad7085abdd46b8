package dev.createdump.s3;

import dev.createdump.spi.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A page's token: the prefix that was listed, and the last key that was seen. It does not outlive
/// a
/// change of keys in any odd way, as S3's own may.
final class ListToken {
  private static final String MARK = "s3\n";

  private ListToken() {}

  static String of(String prefix, String lastKey) {
    String text = MARK + prefix + "\n" + lastKey;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The last key that was seen.
  ///
  /// @throws StoreException `INVALID` where the token is none of a listing of this prefix
  static String read(String token, String prefix, String subject) throws StoreException {
    String start = MARK + prefix + "\n";
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(start)) {
        return text.substring(start.length());
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new StoreException(
        StoreException.Code.INVALID, subject, "not a token of a listing of this prefix");
  }
}
