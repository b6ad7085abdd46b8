package dev.createdump.engine.scan.assign;

import dev.createdump.engine.scan.value.WordList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a name says of its value. A name is read as words; the last one that names a secret counts,
/// and what stands behind it must not turn it into something about a secret (`tokenUrl`, `keyId`).
record Naming(Kind kind, boolean sure) {
  private static final Set<String> PASSWORDS =
      WordList.set(
          """
          password passwd passphrase passcode pass pwd psw pswd psswd passwords passwort
          kennwort contrasena senha motdepasse requirepass passwrd passw pw pin by
          """);

  private static final Set<String> SECRETS =
      WordList.set(
          """
          secret secrets credential credentials cred creds salt
          """);

  private static final Set<String> TOKENS =
      WordList.set(
          """
          token tokens auth authorization authentication bearer jwt cookie session sessionid
          sid otp totp verifier
          """);

  /// Words that end in one of these count as it: `dbpassword`, `accesskey`.
  private static final List<String> PASSWORD_ENDS =
      WordList.list(
          """
          password passwd passphrase pwd
          """);

  private static final List<String> SECRET_ENDS =
      WordList.list(
          """
          secret credential credentials
          """);

  private static final Set<String> KEY_QUALIFIERS =
      WordList.set(
          """
          api access secret private priv encryption encrypt encrypting signing sign signature
          auth authentication authorization shared master account storage consumer client app
          application license licence crypt crypto cipher aes des hmac jwt jwk ssh rsa ec
          server service validation security session cookie deploy ssl tls webhook write read
          admin root project host instrumentation subscription function functions device sas
          user oauth oauth2 hash base push mail map maps gpg pgp seed machine company tenant
          site merchant payment integration stripe aws gcp google azure openai github gitlab
          twilio sendgrid mailgun datadog algolia firebase cloudflare facebook twitter slack
          recaptcha captcha search meilisearch remote my decryption decrypt pass password
          token ingest ingestion data db developer dev production prod test live sandbox
          """);

  private static final Set<String> NEUTRAL =
      WordList.set(
          """
          value val string str text plain plaintext raw default base64 b hex new old current
          previous confirm confirmation confirmed repeat again retype verify verification test
          testing prod production dev development staging stage live local admin root real
          bytes byte data content master slave primary secondary main key env var const send
          fill type set equals eq keys a c x y one two valid invalid bad wrong good correct
          incorrect app api db is for s basic encoded user demo info first second short long
          expired code backup spec
          """);

  private static final Set<String> NEVER =
      WordList.set(
          """
          id ids name names url urls uri uris path file files filename dir directory type
          types field fields label hint length len size min max count policy expiry expires
          expiration expire ttl timeout error errors message msg title placeholder prompt
          regex pattern format encoder algorithm alg column table param params parameter
          header headers prefix suffix index enabled required reset input button form view
          page class style icon help desc description manager provider factory repository
          endpoint dialog strength ref reference arn store version method attribute property
          role scope grant domain host server selector element comment event status state
          action lifetime validity age usage owner issuer audience subject function hash
          hashed hashes digest sha md checksum schema model mode kind plugin module handler
          callback link text
          """);

  private static final Set<String> PUBLIC =
      WordList.set(
          """
          public pub publishable hashed encrypted enc checksum foreign partition sort cursor
          page next continuation pagination csrf xsrf cancellation idempotency cache
          translation message i18n sync
          """);

  /// Words before that make a name one of a text, a switch or a digest.
  private static final Set<String> ABOUT =
      WordList.set(
          """
          label lbl title hint error err msg text show hide toggle placeholder forgot forget
          forgotten enter mandatory help tooltip caption btn button view has no use with
          without enable disable require allow min max sha md hash lost choose missing
          """);

  private static final int MOST_WORDS = 16;

  /// What a name says, or null where it is not about a secret.
  static @Nullable Naming of(byte[] text, int from, int to) {
    List<String> words = words(text, from, to);
    for (int i = words.size() - 1; i >= 0; i--) {
      Kind kind = kind(words, i);
      if (kind != null) {
        return judged(kind, words, i);
      }
    }
    return null;
  }

  private static @Nullable Naming judged(Kind kind, List<String> words, int noun) {
    for (int i = 0; i < noun; i++) {
      if (PUBLIC.contains(words.get(i))
          || (kind == Kind.PASSWORD && ABOUT.contains(words.get(i)))) {
        return null;
      }
    }
    boolean sure = true;
    for (int i = noun + 1; i < words.size(); i++) {
      String word = words.get(i);
      boolean neutral = NEUTRAL.contains(word) || Character.isDigit(word.charAt(0));
      if (!neutral && NEVER.contains(word)) {
        return null;
      }
      sure &= neutral;
    }
    return new Naming(kind, sure);
  }

  private static @Nullable Kind kind(List<String> words, int at) {
    String word = words.get(at);
    if (word.equals("by")) {
      boolean identified = at > 0 && words.get(at - 1).equals("identified");
      return identified ? Kind.PASSWORD : null;
    }
    if (PASSWORDS.contains(word) || endsWithAny(word, PASSWORD_ENDS)) {
      return Kind.PASSWORD;
    }
    if (SECRETS.contains(word) || endsWithAny(word, SECRET_ENDS)) {
      return Kind.SECRET;
    }
    if (TOKENS.contains(word) || (word.endsWith("token") && !word.equals("token"))) {
      return Kind.TOKEN;
    }
    if (word.equals("key") || word.equals("keys")) {
      if (at > 0 && words.get(at - 1).equals("send")) {
        return null;
      }
      boolean qualified = at > 0 && KEY_QUALIFIERS.contains(words.get(at - 1));
      return qualified ? Kind.KEY : Kind.PLAIN_KEY;
    }
    if (word.endsWith("key") && KEY_QUALIFIERS.contains(word.substring(0, word.length() - 3))) {
      return Kind.KEY;
    }
    return word.endsWith("key") ? Kind.PLAIN_KEY : null;
  }

  private static boolean endsWithAny(String word, List<String> ends) {
    for (String end : ends) {
      if (word.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /// The words of a name in lower case: `spring.datasource.dbPassword2` has five.
  private static List<String> words(byte[] text, int from, int to) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = from; i < to && words.size() < MOST_WORDS; i++) {
      char c = (char) (text[i] & 0xFF);
      boolean upper = c >= 'A' && c <= 'Z';
      boolean letter = upper || (c >= 'a' && c <= 'z');
      boolean digit = c >= '0' && c <= '9';
      boolean hump = upper && (isLower(text, i - 1, from) || isLower(text, i + 1, from, to));
      boolean turn = !word.isEmpty() && Character.isDigit(word.charAt(0)) != digit;
      if ((!letter && !digit) || hump || turn) {
        flush(word, words);
      }
      if (letter || digit) {
        word.append(upper ? (char) (c + 32) : c);
      }
    }
    flush(word, words);
    return words;
  }

  private static boolean isLower(byte[] text, int at, int from) {
    return at >= from && text[at] >= 'a' && text[at] <= 'z';
  }

  private static boolean isLower(byte[] text, int at, int from, int to) {
    return at < to && isLower(text, at, from);
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
