package dev.createdump.engine.suppress;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.scan.FoundValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Names a secret without showing it: HMAC-SHA-256 (RFC 2104) over the rule and the normalised
/// value, as 64 hexadecimal digits.
///
/// Whoever scans must be able to compute it, so that the key is a constant unless the organisation
/// gives one, which then everybody who scans needs. Not safe for use by several threads at once.
public final class AllowKey {
  /// The variable that holds the organisation's key.
  public static final String VARIABLE = "CREATE_DUMP_ALLOW_KEY";

  private static final String PUBLIC = "create-dump allow-list, version 1";

  private final Secret key;
  private @Nullable Mac mac;

  private AllowKey(Secret key) {
    this.key = key;
  }

  /// Made when the first secret is found where there is a list.
  private Mac mac() {
    Mac made = mac;
    if (made == null) {
      try {
        made = Mac.getInstance("HmacSHA256");
        byte[] bytes = key.reveal().getBytes(StandardCharsets.UTF_8);
        made.init(new SecretKeySpec(bytes, "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has HmacSHA256", e);
      }
      mac = made;
    }
    return made;
  }

  /// The organisation's key where the environment has one, else the constant.
  public static AllowKey of(Environment environment) {
    return new AllowKey(Secret.of(environment.get(VARIABLE).orElse(PUBLIC)));
  }

  /// The name of a secret. Its lines without white space around them, joined by line feeds, are
  /// what counts, so that a key is the same one with other line ends, indented, or within JSON.
  public String id(String rule, FoundValue value) {
    Mac hash = mac();
    hash.update(rule.getBytes(StandardCharsets.UTF_8));
    hash.update((byte) 0);
    boolean first = true;
    for (FoundValue line : value.lines()) {
      if (!first) {
        hash.update((byte) '\n');
      }
      first = false;
      hash.update(line.bytes());
    }
    return HexFormat.of().formatHex(hash.doFinal());
  }
}
