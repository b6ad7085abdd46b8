package dev.createdump.engine.report;

import dev.createdump.engine.Outcome;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.render.text.HiddenCharacters;
import dev.createdump.spi.Checks.Annotation;
import dev.createdump.spi.Checks.Check;
import dev.createdump.spi.Checks.Level;
import java.util.ArrayList;
import java.util.List;

/// A dump as a check on the change's head: the verdict, the account of the comment, and what the
/// change brings on the lines where it stands.
final class CheckReport {
  private static final String NAME = "create-dump";

  /// Twenty requests of GitHub's; nobody reads more, and the dump has them all.
  private static final int MOST = 1_000;

  /// GitHub takes 65,535 characters.
  private static final int SUMMARY_LIMIT = 60_000;

  private static final int LONGEST_MESSAGE = 1_000;

  private CheckReport() {}

  static Check of(Outcome outcome, Summary.Links links) {
    DumpHeader header = outcome.result().header();
    List<Annotation> annotations = new ArrayList<>();
    int secrets = 0;
    for (DumpFinding finding : header.findingsByWeight()) {
      if (finding.isBrought()) {
        secrets += finding.kind() == DumpFinding.Kind.SECRET ? 1 : 0;
        if (finding.fileIndex() >= 0 && annotations.size() < MOST) {
          annotations.add(annotation(finding));
        }
      }
    }
    return new Check(
        NAME,
        header.head().id().hex(),
        outcome.kind() == Outcome.Kind.DONE,
        title(header.statistics(), secrets),
        Summary.of(header, links, SUMMARY_LIMIT),
        annotations);
  }

  /// Everything that a check says, to be searched.
  static String text(Check check) {
    StringBuilder text = new StringBuilder(check.title()).append('\n').append(check.summary());
    for (Annotation one : check.annotations()) {
      text.append('\n').append(one.path()).append('\n').append(one.title());
      text.append('\n').append(one.message());
    }
    return text.toString();
  }

  private static String title(Statistics statistics, int secrets) {
    return statistics.files()
        + (statistics.files() == 1 ? " file, +" : " files, +")
        + statistics.added()
        + " −"
        + statistics.deleted()
        + (secrets == 0 ? "" : ", " + secrets + (secrets == 1 ? " secret" : " secrets"));
  }

  private static Annotation annotation(DumpFinding finding) {
    boolean secret = finding.kind() == DumpFinding.Kind.SECRET;
    String text = finding.text().isEmpty() ? finding.rule() : finding.text().value();
    return new Annotation(
        finding.path().value(),
        Math.max(1, finding.line()),
        secret ? Level.FAILURE : Level.WARNING,
        (secret ? "Secret: " : "To-do: ") + finding.rule(),
        cut(HiddenCharacters.reveal(text)));
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST_MESSAGE) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_MESSAGE - 1));
    return text.substring(0, splits ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "…";
  }
}
