package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Who may do what: tokens with their permissions, and one service account that gets tokens for
/// assertions it signs (RFC 7523) and signs URLs.
final class GcsAccess {
  static final String ACCOUNT = "robot@project-1.iam.gserviceaccount.com";
  private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
  private static final JsonMapper JSON = new JsonMapper();
  private static final KeyPair KEYS = generate();

  private final Map<String, Set<String>> tokens = new HashMap<>();
  private int handedOut;

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The service account's file, as Google's console hands it out.
  static String serviceAccountFile(String base) {
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(KEYS.getPrivate().getEncoded());
    return JSON.createObjectNode()
        .put("type", "service_account")
        .put("project_id", "project-1")
        .put("private_key_id", "key-1")
        .put("private_key", pem("PRIVATE KEY", key))
        .put("client_email", ACCOUNT)
        .put("client_id", "1")
        .put("token_uri", base + "/token")
        .toString();
  }

  private static String pem(String kind, String body) {
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  static PublicKey publicKey() {
    return KEYS.getPublic();
  }

  synchronized void token(String token, Set<String> permissions) {
    tokens.put(token, permissions);
  }

  synchronized void forgetTokens() {
    tokens.clear();
  }

  synchronized Set<String> permissions(String authorization) throws GcsRefusal {
    if (!authorization.startsWith("Bearer ")) {
      throw new GcsRefusal(401, "required", "Anonymous caller does not have access.");
    }
    Set<String> permissions = tokens.get(authorization.substring("Bearer ".length()));
    if (permissions == null) {
      throw new GcsRefusal(401, "authError", "Invalid Credentials");
    }
    return permissions;
  }

  /// A token for an assertion.
  ///
  /// @throws GcsRefusal in the format of OAuth, which has only a status and a word
  synchronized String exchange(String form, Set<String> permissions) throws GcsRefusal {
    Query query = Query.parse(form);
    if (!query.get("grant_type").equals("urn:ietf:params:oauth:grant-type:jwt-bearer")) {
      throw new GcsRefusal(400, "unsupported_grant_type", "");
    }
    verify(query.get("assertion"));
    String token = "ya29.fake-" + ++handedOut;
    tokens.put(token, permissions);
    return token;
  }

  private static void verify(String assertion) throws GcsRefusal {
    String[] parts = assertion.split("\\.", -1);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(KEYS.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      long now = Instant.now().getEpochSecond();
      if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          || !claims.path("aud").asText().equals(AUDIENCE)
          || !claims.path("iss").asText().equals(ACCOUNT)
          || claims.path("exp").asLong() < now
          || claims.path("iat").asLong() > now + 300) {
        throw new GcsRefusal(400, "invalid_grant", "Invalid JWT");
      }
    } catch (GeneralSecurityException | IOException | IndexOutOfBoundsException e) {
      throw new GcsRefusal(400, "invalid_grant", "Invalid JWT: " + e);
    }
  }
}
