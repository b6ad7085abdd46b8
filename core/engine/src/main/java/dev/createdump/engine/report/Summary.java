package dev.createdump.engine.report;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Owner;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.markdown.MarkdownText;
import dev.createdump.engine.render.markdown.ProjectTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The short account of a dump in Markdown, cut to any limit: what is fixed is measured first, then
/// rows are taken while they fit, and every list says how many of how many it shows. Rows are whole
/// lines without fences, so that nothing is ever cut in the middle.
public final class Summary {
  /// What always stands in an account has less.
  static final int MIN_LIMIT = 4096;

  /// Enough rows for anyone; the dump itself has them all.
  private static final int MAX_FINDINGS = 100;

  private static final int MAX_FILES = 300;

  private static final int MAX_NOTES = 5;

  private static final int MAX_URL = 400;

  private static final int MAX_OWNERS = 10;

  private static final int MAX_PROJECTS = 50;

  /// For the lines that introduce lists and say what is left out.
  private static final int RESERVE = 1200;

  private final DumpHeader header;
  private final Links links;

  private Summary(DumpHeader header, Links links) {
    this.header = header;
    this.links = links;
  }

  /// Where the dump itself is to be found.
  ///
  /// @param files its files without the manifest, which is another in each run
  /// @param dumpDigest the digest that the manifest states
  /// @param uris where they were stored; empty where they were not
  /// @param runUrl the page of the run that made it; empty where unknown
  /// @param owners whom the change concerns
  /// @param mentions whether owners may be mentioned, which notifies them
  public record Links(
      List<SealedFile> files,
      String dumpDigest,
      List<String> uris,
      String runUrl,
      List<Owner> owners,
      boolean mentions) {
    public Links {
      files = List.copyOf(files);
      uris = List.copyOf(uris);
      owners = List.copyOf(owners);
    }

    /// Concerning nobody in particular.
    public Links(List<SealedFile> files, String dumpDigest, List<String> uris, String runUrl) {
      this(files, dumpDigest, uris, runUrl, List.of(), false);
    }
  }

  /// Writes the account.
  ///
  /// @param limit the most UTF-8 bytes it may have, at least 4,096; a text of so many bytes never
  ///     has more characters by anybody's way of counting
  public static String of(DumpHeader header, Links links, int limit) {
    return new Summary(header, links).within(limit);
  }

  private String within(int limit) {
    String top = heading() + facts();
    String bottom = whereToFind(limit / 4);
    Budget budget = new Budget(limit - bytes(top) - bytes(bottom) - RESERVE);
    String notes = notes(budget);
    String projects = projects(budget);
    String secrets = findings("Secrets", DumpFinding.Kind.SECRET, budget);
    String todos = findings("To-dos", DumpFinding.Kind.TODO, budget);
    String files = files(budget);
    return top + notes + projects + secrets + todos + files + bottom;
  }

  private static final class Budget {
    private int left;

    private Budget(int left) {
      this.left = left;
    }

    private boolean take(String row) {
      int size = bytes(row);
      if (size > left) {
        return false;
      }
      left -= size;
      return true;
    }
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  private String heading() {
    var statistics = header.statistics();
    return "### Dump of this change: "
        + plural(statistics.files(), "file")
        + ", +"
        + statistics.added()
        + " −"
        + statistics.deleted()
        + "\n\n";
  }

  private String facts() {
    StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
    row(text, "Head", "`" + header.head().id().hex() + "`");
    row(text, "Merge base", "`" + header.mergeBase().id().hex() + "`");
    if (!header.base().id().equals(header.mergeBase().id())) {
      row(text, "Base", "`" + header.base().id().hex() + "`");
    }
    row(text, "Secrets", tally(DumpFinding.Kind.SECRET));
    row(text, "To-dos", tally(DumpFinding.Kind.TODO));
    row(text, "Ledger", ledger());
    List<String> gaps = Manifest.patchGaps(header);
    row(
        text,
        "Patch",
        gaps.isEmpty()
            ? "complete: it gives the head's tree when applied on the merge base"
            : "not complete: " + String.join(", ", gaps));
    if (!links.owners().isEmpty()) {
      row(text, "Owners", owners());
    }
    return text.append('\n').toString();
  }

  /// By default in code, where a forge notifies nobody.
  private String owners() {
    List<String> shown = new ArrayList<>();
    for (Owner owner : links.owners().subList(0, Math.min(MAX_OWNERS, links.owners().size()))) {
      String name = owner.name().value();
      boolean live = links.mentions() && name.matches("@[A-Za-z0-9][A-Za-z0-9/._-]{0,80}");
      shown.add((live ? name : MarkdownText.cell(name)) + " (" + owner.paths() + ")");
    }
    int more = links.owners().size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }

  private String notes(Budget budget) {
    StringBuilder text = new StringBuilder();
    for (SafeText note : header.notes().stream().limit(MAX_NOTES).toList()) {
      String row = "> " + MarkdownText.code(note) + "\n\n";
      text.append(budget.take(row) ? row : "");
    }
    return text.toString();
  }

  /// As many projects as fit; each row may be as long as a path.
  private String projects(Budget budget) {
    for (int most = Math.min(MAX_PROJECTS, header.projects().size()); most > 0; most /= 2) {
      String table = ProjectTable.of(header.projects(), most);
      if (budget.take(table)) {
        return table;
      }
    }
    return "";
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private String tally(DumpFinding.Kind kind) {
    List<String> parts = new ArrayList<>();
    for (DumpFinding.Change change : DumpFinding.Change.values()) {
      long count = findings(kind).stream().filter(f -> f.change() == change).count();
      if (count > 0) {
        parts.add(count + " " + change.name().toLowerCase(Locale.ROOT));
      }
    }
    if (kind == DumpFinding.Kind.SECRET && !header.suppressed().isEmpty()) {
      parts.add("suppressed: " + header.suppressedTally());
    }
    return parts.isEmpty() ? "none found" : String.join(", ", parts);
  }

  private List<DumpFinding> findings(DumpFinding.Kind kind) {
    return header.findingsByWeight().stream().filter(f -> f.kind() == kind).toList();
  }

  private String ledger() {
    List<String> parts = new ArrayList<>();
    for (FileState state : FileState.values()) {
      int count = header.statistics().byState().getOrDefault(state, 0);
      if (count > 0) {
        parts.add(count + " " + state.label());
      }
    }
    return parts.isEmpty() ? "no path changed" : String.join(", ", parts);
  }

  /// Introduced first, then resolved, then what was there already.
  private String findings(String title, DumpFinding.Kind kind, Budget budget) {
    List<DumpFinding> all = findings(kind);
    List<String> rows = new ArrayList<>();
    for (DumpFinding finding : all) {
      String row = "- " + findingRow(finding) + "\n";
      if (rows.size() == MAX_FINDINGS || !budget.take(row)) {
        break;
      }
      rows.add(row);
    }
    if (all.isEmpty()) {
      return "";
    }
    return "**" + title + "**" + shown(rows.size(), all.size()) + "\n\n" + join(rows);
  }

  /// The mark stands in the redacted text as well; alone, `#2` would become a link to an issue.
  private static String findingRow(DumpFinding finding) {
    String line = finding.line() > 0 ? ":" + finding.line() : "";
    String what = finding.text().isEmpty() ? finding.mark() : finding.text().value();
    return finding.change().name().toLowerCase(Locale.ROOT)
        + " "
        + MarkdownText.code(finding.rule())
        + " in "
        + MarkdownText.code(finding.path())
        + line
        + (finding.commit().isEmpty() ? "" : " of commit `" + finding.shortCommit() + "`")
        + (what.isEmpty() ? "" : ": " + MarkdownText.code(what));
  }

  private String files(Budget budget) {
    List<DumpFile.Entry> all =
        header.ledger().stream()
            .sorted(
                Comparator.comparingLong(
                        (DumpFile.Entry entry) -> -((long) entry.added() + entry.deleted()))
                    .thenComparingInt(DumpFile.Entry::index))
            .toList();
    List<String> rows = new ArrayList<>();
    for (DumpFile.Entry entry : all) {
      String row = fileRow(entry);
      if (rows.size() == MAX_FILES || !budget.take(row)) {
        break;
      }
      rows.add(row);
    }
    if (all.isEmpty()) {
      return "";
    }
    return "<details><summary>Files"
        + shown(rows.size(), all.size())
        + "</summary>\n\n| | Path | + | − | State |\n|---|---|--:|--:|---|\n"
        + join(rows)
        + "</details>\n\n";
  }

  private static String fileRow(DumpFile.Entry entry) {
    return "| "
        + entry.status().letter()
        + " | "
        + MarkdownText.cell(entry.path())
        + " | "
        + entry.added()
        + " | "
        + entry.deleted()
        + " | "
        + entry.state().label()
        + " |\n";
  }

  private static String shown(int shown, int all) {
    return shown == all ? " (" + all + ")" : " (shown " + shown + " of " + all + ")";
  }

  private static String join(List<String> rows) {
    return rows.isEmpty() ? "" : String.join("", rows) + "\n";
  }

  private String whereToFind(int limit) {
    StringBuilder text = new StringBuilder();
    Budget forUris = new Budget(limit);
    for (String uri : links.uris()) {
      String row = "Stored at " + MarkdownText.code(uri) + "\n\n";
      text.append(forUris.take(row) ? row : "");
    }
    Budget forChecksums = new Budget(limit);
    List<String> rows =
        links.files().stream()
            .map(file -> "- `" + file.sha256() + "` " + MarkdownText.code(file.name()) + "\n")
            .filter(forChecksums::take)
            .toList();
    text.append("<details><summary>Checksums, SHA-256");
    text.append(shown(rows.size(), links.files().size())).append("</summary>\n\n");
    text.append("- `").append(links.dumpDigest()).append("` the dump, as its manifest states\n");
    text.append(String.join("", rows)).append("\n</details>\n");
    if (isPlainUrl(links.runUrl())) {
      text.append("\nMade by [this run](").append(links.runUrl()).append(").\n");
    }
    return text.toString();
  }

  /// Whether a URL can stand between parentheses as it is.
  private static boolean isPlainUrl(String url) {
    return url.length() <= MAX_URL && url.matches("https?://[A-Za-z0-9._~:/@%+-]+");
  }

  private static String plural(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
