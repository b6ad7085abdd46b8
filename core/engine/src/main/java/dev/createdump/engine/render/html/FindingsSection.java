package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpFinding.Change;
import dev.createdump.engine.dump.DumpFinding.Kind;
import dev.createdump.engine.dump.DumpHeader;
import java.io.IOException;
import java.util.List;

/// What the scan found: secrets before to-dos, and what the change brings before what was there.
final class FindingsSection {
  private static final int OPEN_UP_TO = 20;
  private static final List<Change> ORDER =
      List.of(Change.INTRODUCED, Change.TRANSIENT, Change.PRESENT, Change.RESOLVED);

  private final Page page;

  FindingsSection(Page page) {
    this.page = page;
  }

  void write(DumpHeader header) throws IOException {
    List<DumpFinding> findings = header.findings();
    page.markup("<section id=findings aria-labelledby=findings-h>\n");
    page.markup("<h2 id=findings-h>Findings</h2>\n");
    if (findings.isEmpty()) {
      page.markup("<p class=mute>Nothing found.</p>\n");
    }
    for (Change change : ORDER) {
      group(findings, Kind.SECRET, change);
    }
    for (Change change : ORDER) {
      group(findings, Kind.TODO, change);
    }
    suppressed(header);
    page.markup("</section>\n");
  }

  private void suppressed(DumpHeader header) throws IOException {
    if (!header.suppressed().isEmpty()) {
      page.markup("<p class=mute>Suppressed secrets, hidden here too: ");
      page.text(header.suppressedTally()).markup(".</p>\n");
    }
  }

  private void group(List<DumpFinding> findings, Kind kind, Change change) throws IOException {
    int count = count(findings, kind, change);
    if (count == 0) {
      return;
    }
    page.markup(kind == Kind.SECRET ? "<details class=\"fold secret\"" : "<details class=fold");
    page.markup(count <= OPEN_UP_TO || kind == Kind.SECRET ? " open>" : ">");
    page.markup("<summary><h3>").markup(kind == Kind.SECRET ? "Secrets " : "To-dos ");
    page.text(word(change)).markup("</h3> <span class=count>").count(count);
    page.markup("</span></summary>\n<ul class=finds>\n");
    for (DumpFinding finding : findings) {
      if (finding.kind() == kind && finding.change() == change) {
        item(finding);
      }
    }
    page.markup("</ul></details>\n");
  }

  private static int count(List<DumpFinding> findings, Kind kind, Change change) {
    int count = 0;
    for (DumpFinding finding : findings) {
      if (finding.kind() == kind && finding.change() == change) {
        count++;
      }
    }
    return count;
  }

  private static String word(Change change) {
    return switch (change) {
      case INTRODUCED -> "introduced";
      case TRANSIENT -> "added and removed again, so in the history";
      case PRESENT -> "already present";
      case RESOLVED -> "resolved";
    };
  }

  private void item(DumpFinding finding) throws IOException {
    page.markup("<li><b class=rule>").text(finding.rule()).markup("</b> ");
    place(finding);
    if (!finding.mark().isEmpty()) {
      page.markup(" <code class=mark title=\"equal marks, equal secrets\">");
      page.text(finding.mark()).markup("</code>");
    }
    page.markup("<code class=quote><bdi>").text(finding.text()).markup("</bdi></code></li>\n");
  }

  private void place(DumpFinding finding) throws IOException {
    boolean inFile = finding.fileIndex() >= 0;
    if (inFile) {
      page.markup("<a href=#f").number(finding.fileIndex());
      if (finding.line() > 0) {
        page.markup(finding.change() == Change.RESOLVED ? " data-l=L" : " data-l=R");
        page.number(finding.line());
      }
      page.markup(">");
    }
    page.markup("<bdi>").text(finding.path()).markup("</bdi>");
    if (finding.line() > 0) {
      page.markup(":").number(finding.line());
    }
    page.markup(inFile ? "</a>" : "");
    if (!finding.commit().isEmpty()) {
      page.markup(" in commit <code>").text(finding.shortCommit()).markup("</code>");
    }
  }
}
