package dev.createdump.sigstore;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.createdump.spi.KeylessException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// A token that says who the job is (OpenID Connect), for Sigstore as its audience.
///
/// @param text the token, in JWT's compact form; a secret while it lives
/// @param subject whom it is of, as the authority will have it proven
record IdentityToken(String text, String subject) {
  /// GitLab sets it by `id_tokens`; cosign and others read it too.
  private static final String VARIABLE = "SIGSTORE_ID_TOKEN";

  private static final String URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String BEARER = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

  /// The token of the job: the one of the variable, else GitHub is asked for one.
  static IdentityToken find(Map<String, String> environment, Web web) throws KeylessException {
    String given = environment.getOrDefault(VARIABLE, "").strip();
    if (!given.isEmpty()) {
      return of(given);
    }
    String url = environment.getOrDefault(URL, "");
    String bearer = environment.getOrDefault(BEARER, "");
    if (url.isEmpty() || bearer.isEmpty()) {
      throw new KeylessException(
          "there is no token of an identity: on GitHub the job needs the permission `id-token:"
              + " write`, on GitLab `id_tokens: SIGSTORE_ID_TOKEN: aud: sigstore`");
    }
    return ofGitHub(url, bearer, web);
  }

  private static IdentityToken ofGitHub(String url, String bearer, Web web)
      throws KeylessException {
    try {
      URI uri = URI.create(url + (url.contains("?") ? "&" : "?") + "audience=sigstore");
      byte[] answer =
          web.get("GitHub's service of tokens", uri, Map.of("Authorization", "Bearer " + bearer));
      String text = new String(answer, StandardCharsets.UTF_8);
      return of(JsonParser.parseString(text).getAsJsonObject().get("value").getAsString());
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new KeylessException("GitHub's service of tokens answered without one", e);
    } catch (IllegalArgumentException e) {
      throw new KeylessException(URL + " is no URL", e);
    }
  }

  /// Reads whom a token is of; whether it is genuine is for the authority to find.
  static IdentityToken of(String text) throws KeylessException {
    try {
      String[] parts = text.split("\\.", -1);
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      JsonObject json = JsonParser.parseString(claims).getAsJsonObject();
      String claim = json.has("email") ? "email" : "sub";
      return new IdentityToken(text, json.get(claim).getAsString());
    } catch (RuntimeException e) {
      // The cause would quote the token.
      throw new KeylessException("the token of the identity is no JSON Web Token with a subject");
    }
  }
}
