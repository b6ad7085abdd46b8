package dev.createdump.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.support.forge.HttpAttempt;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The one place that knows what GitLab's refusals mean.
final class GitLabErrors {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_QUOTE = 300;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private GitLabErrors() {}

  /// What an answer that is no success means.
  ///
  /// @param where the request, for messages
  static ForgeException of(String where, HttpAttempt.Answer answer) {
    int status = answer.status();
    String said = message(answer);
    String text = where + ": HTTP " + status + ": " + said;
    if (status >= 500 || status == 408) {
      return error(Code.UNAVAILABLE, text);
    }
    return switch (status) {
      case 401 -> error(Code.DENIED, text + unauthorized(said));
      case 403 -> error(Code.DENIED, text + forbidden(said));
      case 404, 410 -> error(Code.NOT_FOUND, text + "; there is none, or the token may not see it");
      default -> error(Code.INVALID, text);
    };
  }

  /// An answer that claims success and cannot be understood: a proxy's page, or half a document.
  static ForgeException garbage(String where) {
    return error(
        Code.UNAVAILABLE,
        where + ": the answer is not what GitLab's API gives; is a proxy in between?");
  }

  static ForgeException error(Code code, String message) {
    return new ForgeException(code, message, null);
  }

  private static String unauthorized(String said) {
    return said.toLowerCase(Locale.ROOT).contains("scope")
        ? "; the token needs the scope `api`"
        : "; the token is wrong, expired or revoked, or it is a job's (CI_JOB_TOKEN), which may not"
            + " do this";
  }

  private static String forbidden(String said) {
    return said.toLowerCase(Locale.ROOT).contains("scope")
        ? "; the token needs the scope `api`"
        : "; the token may not write here: it needs the scope `api` and the role Reporter, and the"
            + " discussion must not be locked";
  }

  /// GitLab's own words, on one line and cut; the token is masked already. They stand in `message`,
  /// which may be a text, a list or an object, or in `error` and `error_description`.
  private static String message(HttpAttempt.Answer answer) {
    try {
      JsonNode root = JSON.readTree(answer.body());
      StringBuilder text = new StringBuilder();
      for (String field : new String[] {"message", "error", "error_description"}) {
        JsonNode value = root.path(field);
        if (!value.isMissingNode() && !value.isNull()) {
          text.append(text.isEmpty() ? "" : ", ");
          text.append(value.isTextual() ? value.textValue() : value.toString());
        }
      }
      String line = CONTROL.matcher(text).replaceAll(" ").strip();
      if (line.isEmpty()) {
        return "no message";
      }
      return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    } catch (IOException e) {
      return "the answer is not JSON";
    }
  }
}
