package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Whose signatures on policies count: the `allowed_signers` file of ssh-keygen(1), so that one
/// file serves both programs.
///
/// @param signers in the order of the file
record AllowedSigners(List<Signer> signers) {
  /// What a signature on a policy is made for.
  public static final String NAMESPACE = "create-dump-policy";

  private static final Set<String> OPTIONS = Set.of("namespaces", "valid-after", "valid-before");

  AllowedSigners {
    signers = List.copyOf(signers);
  }

  /// One line.
  ///
  /// @param name who it is
  /// @param options by name, without their quotation marks
  record Signer(String name, Map<String, String> options, SshKey key) {
    private boolean mayNow(Instant now) {
      String namespaces = options.getOrDefault("namespaces", NAMESPACE);
      return List.of(namespaces.split(",")).contains(NAMESPACE)
          && !now.isBefore(instant(options.get("valid-after"), Instant.MIN))
          && !now.isAfter(instant(options.get("valid-before"), Instant.MAX));
    }
  }

  /// Reads what the environment says: the lines themselves, or the name of a file of them.
  static AllowedSigners of(String said) throws Failure.Policy {
    try {
      boolean inline = said.strip().indexOf(' ') > 0 && !Files.exists(Path.of(said));
      return parse(inline ? said : Files.readString(Path.of(said)));
    } catch (InvalidPathException e) {
      return parse(said);
    } catch (IOException e) {
      throw bad("cannot be read: " + Shown.of(String.valueOf(e)));
    }
  }

  static AllowedSigners parse(String text) throws Failure.Policy {
    List<Signer> signers = new ArrayList<>();
    for (String line : text.split("\n")) {
      String plain = line.strip();
      if (!plain.isEmpty() && !plain.startsWith("#")) {
        signers.add(signer(plain));
      }
    }
    if (signers.isEmpty()) {
      throw bad("name nobody");
    }
    return new AllowedSigners(signers);
  }

  private static Signer signer(String line) throws Failure.Policy {
    List<String> words = words(line);
    try {
      int type = 1;
      Map<String, String> options = new TreeMap<>();
      if (words.size() > 3 && !words.get(1).startsWith("ssh-") && !isKeyType(words.get(1))) {
        options = options(words.get(1));
        type = 2;
      }
      SshKey key = SshKey.of(Base64.getDecoder().decode(words.get(type + 1)));
      if (!key.type().equals(words.get(type))) {
        throw new IllegalArgumentException("the key is of another type");
      }
      Signer signer = new Signer(Shown.of(words.getFirst()), options, key);
      signer.mayNow(Instant.EPOCH);
      return signer;
    } catch (IllegalArgumentException | IndexOutOfBoundsException | java.time.DateTimeException e) {
      throw bad(
          "have a line that is none: " + Shown.of(line.substring(0, Math.min(80, line.length()))));
    }
  }

  private static boolean isKeyType(String word) {
    return word.startsWith("ecdsa-sha2-") || word.startsWith("sk-");
  }

  /// Splits at blanks outside quotation marks.
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (char c : (line + " ").toCharArray()) {
      quoted ^= c == '"';
      if (c == ' ' && !quoted) {
        if (!word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    return words;
  }

  private static Map<String, String> options(String word) {
    Map<String, String> options = new TreeMap<>();
    for (String option : word.split(",(?=[a-z-]+=)")) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException("option " + name);
      }
      options.put(name, option.substring(equals + 1).replace("\"", ""));
    }
    return options;
  }

  /// `YYYYMMDD[HHMM[SS]]`, and `Z` behind it; without it too it is taken as UTC here.
  private static Instant instant(@org.jspecify.annotations.Nullable String text, Instant none) {
    if (text == null) {
      return none;
    }
    String digits = text.replace("Z", "");
    String whole = digits + "000000".substring(Math.min(6, Math.max(0, digits.length() - 8)));
    return LocalDateTime.parse(whole, DateTimeFormatter.ofPattern("yyyyMMddHHmmss"))
        .toInstant(ZoneOffset.UTC);
  }

  /// Who signed.
  ///
  /// @param uri of what is signed, for messages
  /// @throws Failure.Policy where it is not signed by any of these
  String verify(String uri, byte[] message, byte[] armored, Instant now) throws Failure.Policy {
    try {
      SshSignature signature = SshSignature.parse(armored);
      if (!signature.namespace().equals(NAMESPACE)) {
        throw new IllegalArgumentException("it was made for something else than policies");
      }
      for (Signer signer : signers) {
        if (signer.key().isSame(signature.key()) && signer.mayNow(now)) {
          if (signature.covers(message)) {
            return signer.name();
          }
          throw new IllegalArgumentException("the policy is not what was signed");
        }
      }
      throw new IllegalArgumentException("none of the allowed signers made it, or not now");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Failure.Policy(
          "the signature of the policy at "
              + uri
              + " does not hold: "
              + Shown.of(String.valueOf(e.getMessage())),
          "Sign it with `create-dump policy sign`; CREATE_DUMP_POLICY_SIGNERS says who may.");
    }
  }

  private static Failure.Policy bad(String problem) {
    return new Failure.Policy(
        "the allowed signers " + problem,
        "CREATE_DUMP_POLICY_SIGNERS holds lines, or names a file of lines, `NAME ssh-ed25519"
            + " KEY`.");
  }
}
