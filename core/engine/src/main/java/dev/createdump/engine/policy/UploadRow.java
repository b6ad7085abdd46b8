package dev.createdump.engine.policy;

import dev.createdump.engine.policy.UploadKeys.EncryptionChoice;
import dev.createdump.engine.policy.UploadKeys.RetentionChoice;
import dev.createdump.spi.PutOptions;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What must hold between the columns of one row of `[[upload]]`.
final class UploadRow implements Tables.RowCheck {
  @Override
  public Tables.@Nullable Wrong check(Values row) {
    Tables.Wrong wrong = retention(row);
    if (wrong == null) {
      wrong = encryption(row);
    }
    if (wrong == null) {
      wrong = pairs(row);
    }
    return wrong == null ? web(row) : wrong;
  }

  private static Tables.@Nullable Wrong retention(Values row) {
    boolean asked = row.get(UploadKeys.RETENTION_MODE) != RetentionChoice.NONE;
    boolean days = row.get(UploadKeys.RETENTION_DAYS) > 0;
    String until = row.get(UploadKeys.RETENTION_UNTIL);
    if (!asked) {
      return days || !until.isEmpty()
          ? new Tables.Wrong("retention.mode", "is missing beside days or until")
          : null;
    }
    if (days != until.isEmpty()) {
      return new Tables.Wrong("retention", "needs either days or until");
    }
    return until.isEmpty() || isInstant(until)
        ? null
        : new Tables.Wrong("retention.until", "is no instant such as 2033-01-01T00:00:00Z");
  }

  private static boolean isInstant(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static Tables.@Nullable Wrong encryption(Values row) {
    EncryptionChoice kind = row.get(UploadKeys.ENCRYPTION_KIND);
    boolean named = !row.get(UploadKeys.ENCRYPTION_KEY).isEmpty();
    boolean inFile = !row.get(UploadKeys.ENCRYPTION_KEY_FILE).isEmpty();
    boolean inVariable = !row.get(UploadKeys.ENCRYPTION_KEY_VARIABLE).isEmpty();
    if (named != (kind == EncryptionChoice.KMS)) {
      return new Tables.Wrong(
          "encryption.key", named ? "has no meaning without kind \"kms\"" : "is missing");
    }
    if (kind == EncryptionChoice.CUSTOMER) {
      return inFile == inVariable
          ? new Tables.Wrong("encryption", "needs either key_file or key_variable")
          : null;
    }
    return inFile || inVariable
        ? new Tables.Wrong("encryption", "has a key that only kind \"customer\" uses")
        : null;
  }

  private static Tables.@Nullable Wrong pairs(Values row) {
    PutOptions plain = PutOptions.replace("text/plain");
    try {
      plain.withTags(UploadSettings.pairs(row.get(UploadKeys.TAGS)));
    } catch (IllegalArgumentException e) {
      return new Tables.Wrong(
          "tags", "is refused: " + Quote.plain(String.valueOf(e.getMessage()), 200));
    }
    try {
      plain.withMetadata(UploadSettings.pairs(row.get(UploadKeys.METADATA)));
    } catch (IllegalArgumentException e) {
      return new Tables.Wrong(
          "metadata", "is refused: " + Quote.plain(String.valueOf(e.getMessage()), 200));
    }
    return null;
  }

  private static Tables.@Nullable Wrong web(Values row) {
    if (!isWeb(row.get(UploadKeys.ENDPOINT))) {
      return new Tables.Wrong("endpoint", "is no http: or https: URI");
    }
    return isWeb(row.get(UploadKeys.PROXY))
        ? null
        : new Tables.Wrong("proxy", "is no http: or https: URI");
  }

  private static boolean isWeb(String uri) {
    return uri.isEmpty() || uri.startsWith("http://") || uri.startsWith("https://");
  }
}
