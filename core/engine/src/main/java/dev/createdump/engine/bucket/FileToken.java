package dev.createdump.engine.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.StoreException;
import java.util.Base64;

/// The place where a listing goes on: the last key of the page before, with a checksum over it and
/// the prefix, so that a token that was made up or belongs to another listing is noticed.
final class FileToken {
  private static final int CHECKSUM = 16;

  private FileToken() {}

  static String after(ObjectKey last, String prefix) {
    String key =
        Base64.getUrlEncoder().withoutPadding().encodeToString(last.value().getBytes(UTF_8));
    return checksum(last.value(), prefix) + key;
  }

  /// @throws StoreException `INVALID` where {@link #after} did not make the token for this prefix
  static ObjectKey read(String token, String prefix, String subject) throws StoreException {
    try {
      String key = new String(Base64.getUrlDecoder().decode(token.substring(CHECKSUM)), UTF_8);
      if (token.startsWith(checksum(key, prefix))) {
        return new ObjectKey(key);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoreException(StoreException.Code.INVALID, subject, "not a listing's token", e);
    }
    throw new StoreException(StoreException.Code.INVALID, subject, "not this listing's token");
  }

  private static String checksum(String key, String prefix) {
    return Payload.of((prefix + '\0' + key).getBytes(UTF_8)).sha256().substring(0, CHECKSUM);
  }
}
