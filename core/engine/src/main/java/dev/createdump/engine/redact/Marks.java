package dev.createdump.engine.redact;

import dev.createdump.engine.base.Secret;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What stands in a secret's place: its rule, and a tag by which equal secrets are recognised.
///
/// Without a key the tag is `#n`, counting the dump's different secrets in the order they were
/// found; with one it is `:` and eight hexadecimal digits of HMAC-SHA-256 (RFC 2104) over the
/// value, so that an organisation recognises a secret across dumps.
final class Marks {
  private final Map<FoundValue, Entry> entries = new LinkedHashMap<>();

  /// A different secret.
  ///
  /// @param rule the rule that found it first
  /// @param tag `#n`, or `:` and eight digits
  private record Entry(String rule, String tag) {}

  Marks(List<Finding> found, @Nullable Secret key) {
    for (Finding finding : found) {
      if (finding.kind() == Finding.Kind.SECRET && !entries.containsKey(finding.value())) {
        String tag = key == null ? "#" + (entries.size() + 1) : ":" + keyed(finding.value(), key);
        entries.put(finding.value(), new Entry(finding.rule(), tag));
      }
    }
  }

  private static String keyed(FoundValue value, Secret key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] keyBytes = key.reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(keyBytes, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(value.bytes()), 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /// The values in the order of their numbers.
  List<FoundValue> values() {
    return List.copyOf(entries.keySet());
  }

  /// `[REDACTED:rule#n]` or `[REDACTED:rule:xxxxxxxx]`.
  String mark(FoundValue value) {
    Entry entry = entry(value);
    return "[REDACTED:" + entry.rule + entry.tag + "]";
  }

  /// `#n`, or the eight digits.
  String tag(FoundValue value) {
    String tag = entry(value).tag;
    return tag.startsWith(":") ? tag.substring(1) : tag;
  }

  private Entry entry(FoundValue value) {
    Entry entry = entries.get(value);
    if (entry == null) {
      throw new IllegalArgumentException("a secret that the redactor was not told of");
    }
    return entry;
  }
}
