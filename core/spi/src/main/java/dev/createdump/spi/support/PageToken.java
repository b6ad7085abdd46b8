package dev.createdump.spi.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.createdump.spi.Payload;
import dev.createdump.spi.StoreException;
import java.util.Base64;

/// The token of a listing's next page: what a store goes on with, and a checksum over it and the
/// prefix, so that a token that was made up or belongs to another listing is noticed.
public final class PageToken {
  private static final int CHECKSUM = 16;

  private PageToken() {}

  /// @param content what the store needs to go on: any text
  public static String of(String prefix, String content) {
    return checksum(prefix, content)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(UTF_8));
  }

  /// The content of a token.
  ///
  /// @throws StoreException `INVALID` where {@link #of} did not make the token for this prefix
  public static String read(String prefix, String token, String subject) throws StoreException {
    try {
      String content = new String(Base64.getUrlDecoder().decode(token.substring(CHECKSUM)), UTF_8);
      if (token.startsWith(checksum(prefix, content))) {
        return content;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoreException(StoreException.Code.INVALID, subject, "not a listing's token", e);
    }
    throw new StoreException(StoreException.Code.INVALID, subject, "not this listing's token");
  }

  private static String checksum(String prefix, String content) {
    return Payload.of((prefix + '\0' + content).getBytes(UTF_8)).sha256().substring(0, CHECKSUM);
  }
}
