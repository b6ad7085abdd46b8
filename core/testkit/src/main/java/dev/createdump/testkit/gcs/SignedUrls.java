package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Verifies V4 signatures with RSA ("V4 signing process", "Canonical requests").
final class SignedUrls {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private SignedUrls() {}

  static void verify(String method, String rawPath, Query query, String host) throws GcsRefusal {
    Map<String, String> values = query.values();
    String time = query.get("X-Goog-Date");
    String scope = time.substring(0, 8) + "/auto/storage/goog4_request";
    if (!query.get("X-Goog-Algorithm").equals("GOOG4-RSA-SHA256")
        || !query.get("X-Goog-Credential").equals(GcsAccess.ACCOUNT + "/" + scope)
        || !query.get("X-Goog-SignedHeaders").equals("host")) {
      throw refused("what is signed is not what is supported");
    }
    Instant start = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
    if (start.plusSeconds(Long.parseLong(query.get("X-Goog-Expires"))).isBefore(Instant.now())) {
      throw refused("expired");
    }
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (!name.equals("X-Goog-Signature")) {
            pairs.add(Query.encode(name) + "=" + Query.encode(value));
          }
        });
    String request =
        String.join(
            "\n",
            method,
            rawPath,
            String.join("&", pairs),
            "host:" + host,
            "",
            "host",
            "UNSIGNED-PAYLOAD");
    String digest = HexFormat.of().formatHex(Hashes.digest("SHA-256", request.getBytes(UTF_8)));
    String signed = String.join("\n", "GOOG4-RSA-SHA256", time, scope, digest);
    if (!matches(signed, query.get("X-Goog-Signature"))) {
      throw refused("the signature does not match");
    }
  }

  private static boolean matches(String signed, String signature) throws GcsRefusal {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(GcsAccess.publicKey());
      verifier.update(signed.getBytes(UTF_8));
      return verifier.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw refused(e.toString());
    }
  }

  private static GcsRefusal refused(String why) {
    return new GcsRefusal(403, "SignatureDoesNotMatch", why);
  }
}
