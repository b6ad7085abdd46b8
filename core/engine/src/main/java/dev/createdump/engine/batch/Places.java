package dev.createdump.engine.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.redact.Redactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The directories that dumps of projects get, one below another's, all side by side: plain names
/// that no two share on any system, the same whenever the projects are the same.
///
/// A directory is called as its project is, with `-` for `/`. Where that says too little (another
/// is called so, or characters had to be replaced) a part of the digest of the project's directory
/// follows. No plain name ends as those do, so that none can be made to look like one. What looks
/// like a secret is numbered, as even a digest would let others try what it is.
public final class Places {
  private static final int SHORT = 8;
  private static final int WHOLE = 64;
  private static final int LONGEST = 100;

  /// Lie beside them.
  private static final Set<String> TAKEN = Set.of("outbox", "quarantine", "archives");

  private final String top;
  private final Map<String, String> plain = new TreeMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final List<String> secret = new ArrayList<>();

  private Places(List<String> directories, String top) {
    this.top = top;
    for (String directory : directories) {
      if (isSecret(directory)) {
        secret.add(directory);
        continue;
      }
      String name = plain(directory);
      plain.put(directory, name);
      uses.merge(folded(name), 1, Integer::sum);
    }
  }

  /// Names the places of projects.
  ///
  /// @param directories of the projects; empty for the top of the tree
  /// @param top what the tree as a whole is called
  public static Map<String, String> of(List<String> directories, String top) {
    Places places = new Places(directories, top);
    Map<String, String> names = places.with(SHORT);
    return areDistinct(names) ? names : places.with(WHOLE);
  }

  private static boolean areDistinct(Map<String, String> names) {
    Set<String> folded = new HashSet<>();
    names.values().forEach(name -> folded.add(folded(name)));
    return folded.size() == names.size();
  }

  private Map<String, String> with(int digits) {
    Map<String, String> names = new TreeMap<>();
    plain.forEach((directory, name) -> names.put(directory, name(directory, name, digits)));
    for (int i = 0; i < secret.size(); i++) {
      String number = String.valueOf(i + 1);
      names.put(secret.get(i), "hidden-" + "0".repeat(digits - number.length()) + number);
    }
    return names;
  }

  private String name(String directory, String name, int digits) {
    boolean telling =
        name.equals((directory.isEmpty() ? top : directory).replace('/', '-'))
            && name.length() <= LONGEST
            && uses.getOrDefault(folded(name), 0) == 1
            && !TAKEN.contains(folded(name))
            && !looksDigested(name);
    if (telling) {
      return name;
    }
    String stem = name.substring(0, Math.min(name.length(), LONGEST));
    return stem + "-" + Digests.sha256Hex(directory.getBytes(UTF_8)).substring(0, digits);
  }

  private static boolean looksDigested(String name) {
    int dash = name.lastIndexOf('-');
    int digits = name.length() - dash - 1;
    if (dash < 0 || (digits != SHORT && digits != WHOLE)) {
      return false;
    }
    for (int i = dash + 1; i < name.length(); i++) {
      if (Character.digit(name.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isSecret(String directory) {
    String text = directory.isEmpty() ? top : directory;
    return !Redactor.standalone(text).value().equals(text);
  }

  /// Letters, digits, `_`, and within it also `-` and `.`.
  private String plain(String directory) {
    String text = directory.isEmpty() ? top : directory;
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean inner = (c == '.' || c == '-') && !name.isEmpty();
      name.append(letter || c == '_' || inner ? c : name.isEmpty() ? '_' : '-');
    }
    return name.toString();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
