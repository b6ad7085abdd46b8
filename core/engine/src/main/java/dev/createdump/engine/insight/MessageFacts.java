package dev.createdump.engine.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the message of a commit says beside its text. Raw.
///
/// The expressions have bounds at every repetition, so that a message costs time by its length
/// alone.
///
/// @param subject the first paragraph on one line
/// @param type of Conventional Commits 1.0.0 in lower case, such as `feat`; else `merge`, `revert`,
///     or empty
/// @param scope of the same; empty where there is none
/// @param breaking whether it says that it breaks something
/// @param issues what it refers to, in order, each once
/// @param reverts the commits it takes back
/// @param coAuthors the names of `Co-authored-by`
public record MessageFacts(
    String subject,
    String type,
    String scope,
    boolean breaking,
    List<Issue> issues,
    List<String> reverts,
    List<String> coAuthors) {
  /// Nobody reads further.
  private static final int LONGEST = 1 << 16;

  private static final Pattern CONVENTIONAL =
      Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,30})(?:\\(([^()\\n]{1,100})\\))?(!)?: {1,9}\\S");
  private static final Pattern BREAKING =
      Pattern.compile("^BREAKING[ -]CHANGE: ", Pattern.MULTILINE);
  private static final Pattern REVERTS =
      Pattern.compile("This reverts commit ([0-9a-f]{7,64})(?![0-9a-f])");
  private static final Pattern CO_AUTHOR =
      Pattern.compile(
          "^co-authored-by:[ \\t]{0,9}([^<\\n]{1,200})(?:<|$)",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  /// `#12`, `owner/name#12`, GitLab's `!12`, `GH-12` and `ABC-123`.
  private static final Pattern ISSUE =
      Pattern.compile(
          "(?<![\\w/#!&.-])(?:(?:[\\w.-]{1,60}/[\\w.-]{1,60})?[#!][1-9][0-9]{0,8}"
              + "|([A-Z][A-Z0-9]{1,9})-[1-9][0-9]{0,8})(?![\\w-])");

  /// The words by which GitHub and GitLab close an issue.
  private static final Pattern CLOSES =
      Pattern.compile(
          "\\b(?:clos(?:e|es|ed|ing)|fix(?:|es|ed|ing)|resolv(?:e|es|ed|ing)"
              + "|implement(?:|s|ed|ing)):? {0,3}(?:issues? {1,3})?$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern GOES_ON =
      Pattern.compile("[ \\t]{0,9},?[ \\t]{0,9}(?:and|&)?\\s{0,9}");

  /// Standards and sizes that look like issues of a tracker.
  private static final Set<String> NO_TRACKERS =
      Set.of(
          "AES", "CP", "CVE", "CWE", "EC", "ES", "HTTP", "IEEE", "ISO", "JEP", "JSR", "MD", "PEP",
          "RFC", "RSA", "SHA", "SSL", "TLS", "UCS", "UTF");

  /// An issue or request that a message refers to.
  ///
  /// @param id as it was written
  /// @param closes whether the commit says that it closes it
  public record Issue(String id, boolean closes) {}

  /// Reads a message.
  ///
  /// @param merge whether the commit is a merge
  public static MessageFacts of(String message, boolean merge) {
    String text = message.strip();
    text = text.substring(0, Math.min(LONGEST, text.length())).replace("\r", "");
    int paragraph = text.indexOf("\n\n");
    String subject =
        (paragraph < 0 ? text : text.substring(0, paragraph)).replace('\n', ' ').strip();
    Matcher conventional = CONVENTIONAL.matcher(subject);
    boolean isConventional = conventional.lookingAt();
    boolean breaking =
        BREAKING.matcher(text).find() || (isConventional && conventional.group(3) != null);
    List<String> reverts = all(REVERTS, text);
    boolean isRevert = !reverts.isEmpty() || subject.startsWith("Revert \"");
    String other = isRevert ? "revert" : merge ? "merge" : "";
    String scope = isConventional && conventional.group(2) != null ? conventional.group(2) : "";
    return new MessageFacts(
        subject,
        isConventional ? conventional.group(1).toLowerCase(Locale.ROOT) : other,
        scope,
        breaking,
        issues(text),
        reverts,
        all(CO_AUTHOR, text));
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> all = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String found = matcher.group(1).strip();
      if (!found.isEmpty() && !all.contains(found)) {
        all.add(found);
      }
    }
    return all;
  }

  private static List<Issue> issues(String text) {
    Map<String, Boolean> found = new LinkedHashMap<>();
    Matcher matcher = ISSUE.matcher(text);
    int end = 0;
    boolean closes = false;
    while (matcher.find()) {
      if (matcher.group(1) != null && NO_TRACKERS.contains(matcher.group(1))) {
        continue;
      }
      int start = matcher.start();
      boolean goesOn = end > 0 && GOES_ON.matcher(text.substring(end, start)).matches();
      String before = text.substring(Math.max(0, start - 30), start);
      closes = (goesOn && closes) || CLOSES.matcher(before).find();
      found.merge(matcher.group(), closes, Boolean::logicalOr);
      end = matcher.end();
    }
    List<Issue> issues = new ArrayList<>();
    found.forEach((id, closing) -> issues.add(new Issue(id, closing)));
    return issues;
  }
}
