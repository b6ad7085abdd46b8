package dev.createdump.engine.bucket;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.policy.UploadSettings;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// What a row of `[[upload]]` means to a store.
public final class StoreOptions {
  private static final int KEY_BYTES = 32;

  /// A key in Base64 with room for a line end; no key file is larger.
  private static final int MAX_KEY_FILE = 1024;

  private StoreOptions() {}

  /// How a store is reached. Reads the customer's key where there is one.
  ///
  /// @throws Failure.Policy where that key is not to be had or is none
  public static StoreContext context(UploadSettings upload, Environment environment)
      throws Failure.Policy {
    StoreContext context =
        new StoreContext(upload.connection(), environment.variables(), upload.deadline());
    UploadSettings.CustomerKey key = upload.customerKeyOrNull();
    return key == null ? context : context.withCustomerKey(bytes(key, environment));
  }

  /// How an object that is stored now is to be kept. A retention counts from the wall clock, also
  /// where `SOURCE_DATE_EPOCH` stands in for it elsewhere.
  public static PutOptions objects(UploadSettings upload) {
    UploadSettings.Retention retention = upload.retentionOrNull();
    return retention == null
        ? upload.objects()
        : upload.objects().withRetention(retention.from(RunClock.wall()));
  }

  private static byte[] bytes(UploadSettings.CustomerKey key, Environment environment)
      throws Failure.Policy {
    if (key.file().isEmpty()) {
      String text = environment.get(key.variable()).orElse("");
      if (text.isEmpty()) {
        throw refused("the variable " + key.variable() + " with the encryption key is not set");
      }
      return decoded(text, "the variable " + key.variable());
    }
    try (var in = Files.newInputStream(Path.of(key.file()))) {
      byte[] content = in.readNBytes(MAX_KEY_FILE + 1);
      return content.length == KEY_BYTES
          ? content
          : decoded(new String(content, StandardCharsets.ISO_8859_1), key.file());
    } catch (IOException e) {
      throw refused("the encryption key cannot be read: " + e);
    }
  }

  /// What is no key is not repeated: it may be one that was cut.
  private static byte[] decoded(String text, String place) throws Failure.Policy {
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Told below, without the text.
    }
    throw refused(place + " holds no encryption key");
  }

  private static Failure.Policy refused(String message) {
    return new Failure.Policy(
        message, "A key is 32 random bytes, or their Base64: `openssl rand -base64 32`.");
  }
}
