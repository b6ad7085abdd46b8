package dev.createdump.cli;

import dev.createdump.engine.ScanOutcome;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.RuleInfo;
import dev.createdump.engine.dump.ScanReport;
import dev.createdump.engine.dump.Suppressed;
import dev.createdump.engine.render.ScanJson;
import dev.createdump.engine.render.sarif.SarifRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Tells what a scan found: results on standard output, one line each or as a document, and an
/// account for people on the other stream. All of it passes the proof first.
final class ScanResult {
  private static final int MOST_NAMED = 20;

  private final Console console;
  private final ScanOutcome outcome;
  private final ScanReport report;

  ScanResult(Console console, ScanOutcome outcome) {
    this.console = console;
    this.outcome = outcome;
    this.report = outcome.report();
  }

  void tell(ScanCommand.Form form, boolean quiet) {
    String result =
        switch (form) {
          case text -> lines();
          case json -> document(out -> ScanJson.write(report, ExitCodes.of(outcome.kind()), out));
          case sarif -> document(out -> SarifRenderer.render(report, out));
        };
    String account = quiet ? "" : account();
    console.under(outcome.proof());
    console.resultText(result);
    console.draw(account);
  }

  /// Writes a document.
  @FunctionalInterface
  private interface Document {
    void writeTo(ByteArrayOutputStream out) throws IOException;
  }

  private static String document(Document document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      document.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory cannot be written", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// `path:line:column: rule: the line`, as compilers and grep write.
  private String lines() {
    StringBuilder text = new StringBuilder();
    for (DumpFinding finding : report.findings()) {
      text.append(Printable.line(finding.path().value()));
      if (finding.line() > 0) {
        text.append(':').append(finding.line()).append(':').append(finding.column());
      }
      text.append(": ").append(finding.rule()).append(' ').append(finding.mark());
      if (report.scope() != ScanReport.Scope.FILES) {
        text.append(' ').append(finding.change().name().toLowerCase(Locale.ROOT));
      }
      if (!finding.commit().isEmpty()) {
        text.append(" by ").append(finding.shortCommit());
      }
      if (!finding.text().isEmpty()) {
        text.append(": ").append(Printable.line(finding.text().value()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String account() {
    StringBuilder text = new StringBuilder();
    table(text);
    for (var note : report.notes()) {
      text.append("  note: ").append(Printable.line(note.value())).append('\n');
    }
    int named = 0;
    for (var special : report.special()) {
      if (named++ < MOST_NAMED) {
        text.append("  not read: ").append(Printable.line(special.value()));
        text.append(" is no file, directory or link\n");
      }
    }
    named = 0;
    for (ScanReport.Unscanned one : report.unscanned()) {
      if (named++ < MOST_NAMED) {
        text.append(console.paint("31", "  not scanned: "))
            .append(Printable.line(one.path().value()))
            .append(": ")
            .append(Printable.line(one.reason().value()))
            .append('\n');
      }
    }
    String found = report.findings().isEmpty() ? "no secrets" : count(report.findings().size());
    text.append(console.paint(report.findings().isEmpty() ? "32" : "31", found));
    text.append(" in ").append(report.files()).append(what());
    if (!report.suppressed().isEmpty()) {
      text.append("; suppressed: ").append(Suppressed.tally(report.suppressed()));
    }
    if (!report.unscanned().isEmpty()) {
      text.append("; ").append(report.unscanned().size()).append(" could not be scanned");
    }
    if (outcome.kind() == ScanOutcome.Kind.BLOCKED) {
      text.append("; blocked");
    }
    return text.append('\n').toString();
  }

  private String what() {
    return switch (report.scope()) {
      case FILES -> report.files() == 1 ? " file" : " files";
      case DIFF -> report.files() == 1 ? " changed path" : " changed paths";
      case HISTORY -> report.files() == 1 ? " commit" : " commits";
    };
  }

  private static String count(int secrets) {
    return secrets == 1 ? "1 secret" : secrets + " secrets";
  }

  /// How many secrets each rule found.
  private void table(StringBuilder text) {
    for (RuleInfo rule : report.rules()) {
      long count = report.findings().stream().filter(f -> f.rule().equals(rule.id())).count();
      String severity = rule.severity().name().toLowerCase(Locale.ROOT);
      text.append(pad(Long.toString(count), 7, true))
          .append("  ")
          .append(pad(severity, 9, false))
          .append(pad(rule.id(), 28, false))
          .append(' ')
          .append(Printable.line(rule.about().value()))
          .append('\n');
    }
  }

  private static String pad(String text, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - text.length()));
    return right ? blanks + text : text + blanks;
  }
}
