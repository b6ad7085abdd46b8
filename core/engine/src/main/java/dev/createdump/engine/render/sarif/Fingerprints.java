package dev.createdump.engine.render.sarif;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.dump.DumpFinding;
import java.util.HashMap;
import java.util.Map;

/// Tells one result from another over time: by rule, path and redacted line, so that it stays the
/// same where lines move and says nothing about the secret. The n-th equal one of a file ends in
/// `:n`, as CodeQL's `primaryLocationLineHash` does.
public final class Fingerprints {
  private static final String MARK = "[REDACTED:";

  private final Map<String, Integer> seen = new HashMap<>();

  /// The fingerprint of the next finding, in the order of the document.
  public String next(DumpFinding finding) {
    String text =
        String.join(
            "\0",
            finding.rule(),
            finding.path().value(),
            finding.commit(),
            withoutNumbers(finding.text().value()));
    String digest = Digests.sha256Hex(text).substring(0, 16);
    return digest + ":" + seen.merge(digest, 1, Integer::sum);
  }

  /// Marks without the numbers of their secrets, which count the dump's secrets and so change with
  /// each secret before.
  private static String withoutNumbers(String line) {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (int mark = line.indexOf(MARK); mark >= 0; mark = line.indexOf(MARK, from)) {
      int number = line.indexOf('#', mark);
      int end = line.indexOf(']', mark);
      int stop = number >= 0 && number < end ? number : Math.max(end, mark + MARK.length());
      plain.append(line, from, stop);
      from = Math.max(end, stop);
    }
    return plain.append(line, from, line.length()).toString();
  }
}
