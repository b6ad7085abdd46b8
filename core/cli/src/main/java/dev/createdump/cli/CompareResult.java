package dev.createdump.cli;

import dev.createdump.engine.CompareRevisions;
import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.Comparison;
import dev.createdump.engine.render.ComparisonJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tells how two revisions stand to each other, as text or as a document.
final class CompareResult {
  private static final int SHORT_ID = 12;
  private static final int MOST_ROWS = 20;

  private final Console console;
  private final CompareRevisions.Result result;
  private final Comparison comparison;

  CompareResult(Console console, CompareRevisions.Result result) {
    this.console = console;
    this.result = result;
    this.comparison = result.comparison();
  }

  void tell(boolean json) {
    String text = json ? document() : text();
    console.under(result.proof());
    console.resultText(text);
  }

  private String document() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ComparisonJson.write(comparison, 0, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory cannot be written", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private String text() {
    StringBuilder text = new StringBuilder(4096);
    tip(text, "base", comparison.base());
    tip(text, "head", comparison.head());
    text.append("  ").append(count(comparison.ahead(), "commit")).append(" ahead, ");
    text.append(comparison.behind()).append(" behind");
    for (String mergeBase : comparison.mergeBases()) {
      text.append(", merge base ").append(mergeBase, 0, SHORT_ID);
    }
    text.append('\n');
    comparison
        .notes()
        .forEach(note -> text.append("  note: ").append(shown(note.value())).append('\n'));
    sums(text);
    commits(text);
    authors(text);
    files(text);
    return text.toString();
  }

  private static void tip(StringBuilder text, String name, CommitInfo commit) {
    text.append(name).append("  ").append(commit.id().hex(), 0, SHORT_ID).append("  ");
    text.append(UtcTime.text(commit.committedAt())).append("  ");
    text.append(shown(commit.subject().value())).append('\n');
  }

  private void sums(StringBuilder text) {
    List<String> types = new ArrayList<>();
    for (Comparison.Type type : comparison.types()) {
      String name = type.name().isEmpty() ? "other" : shown(type.name().value());
      types.add(type.commits() + " " + name);
    }
    if (comparison.breaking() > 0) {
      types.add(comparison.breaking() + " breaking");
    }
    List<String> issues = new ArrayList<>();
    for (Comparison.IssueTotal issue : comparison.issues()) {
      if (issues.size() == MOST_ROWS) {
        issues.add("and " + (comparison.issues().size() - MOST_ROWS) + " more");
        break;
      }
      issues.add(shown(issue.id().value()) + (issue.closed() ? " (closed)" : ""));
    }
    line(text, "types", types);
    line(text, "issues", issues);
  }

  private static void line(StringBuilder text, String name, List<String> values) {
    if (!values.isEmpty()) {
      text.append("  ").append(name).append(": ").append(String.join(", ", values)).append('\n');
    }
  }

  private void commits(StringBuilder text) {
    text.append(comparison.commits().isEmpty() ? "" : "\ncommits\n");
    for (Comparison.Entry entry : comparison.commits()) {
      text.append("  ").append(entry.id(), 0, SHORT_ID).append(' ');
      text.append(UtcTime.text(entry.authoredAt()), 0, "2026-01-31".length()).append(' ');
      text.append(shown(entry.author().value())).append(": ");
      text.append(entry.breaking() ? "BREAKING " : "").append(shown(entry.subject().value()));
      List<String> more = new ArrayList<>();
      entry.issues().stream()
          .filter(Comparison.Issue::closes)
          .forEach(issue -> more.add("closes " + shown(issue.id().value())));
      entry
          .reverts()
          .forEach(id -> more.add("reverts " + id.substring(0, Math.min(12, id.length()))));
      entry.coAuthors().forEach(name -> more.add("with " + shown(name.value())));
      text.append(more.isEmpty() ? "" : " [" + String.join(", ", more) + "]").append('\n');
    }
  }

  private void authors(StringBuilder text) {
    text.append(comparison.authors().isEmpty() ? "" : "\nauthors\n");
    int rows = 0;
    for (Comparison.Author author : comparison.authors()) {
      if (rows++ == MOST_ROWS) {
        more(text, comparison.authors().size());
        return;
      }
      text.append("  ").append(shown(author.name().value())).append(": ");
      text.append(count(author.commits(), "commit")).append(", +").append(author.added());
      text.append(" -").append(author.removed()).append('\n');
    }
  }

  private void files(StringBuilder text) {
    if (comparison.files().isEmpty()) {
      return;
    }
    text.append("\n").append(count(comparison.files().size(), "file")).append(", +");
    text.append(comparison.added()).append(" -").append(comparison.removed()).append('\n');
    int rows = 0;
    for (Comparison.File file : comparison.files()) {
      if (rows++ == MOST_ROWS) {
        more(text, comparison.files().size());
        return;
      }
      text.append("  ").append(file.status().letter()).append(' ');
      if (!file.oldPath().isEmpty()) {
        text.append(shown(file.oldPath().value())).append(" -> ");
      }
      text.append(shown(file.path().value()));
      text.append(
          file.added() < 0 ? " (binary)" : " (+" + file.added() + " -" + file.removed() + ")");
      text.append('\n');
    }
  }

  private static void more(StringBuilder text, int all) {
    text.append("  … and ").append(all - MOST_ROWS).append(" more; --json has all\n");
  }

  private static String shown(String text) {
    return Printable.line(text);
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
