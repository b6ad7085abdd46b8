package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFile.Entry;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.redact.SafeContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One changed file: what happened to it, and its text or why there is none.
final class FileSection {
  /// Above either, a file starts collapsed: few read on, and everyone else scrolls past.
  private static final int OPEN_LINES = 1500;

  private static final long OPEN_BYTES = 200_000;

  /// Lines of context and headings that a file's height is guessed with.
  private static final int USUAL_CONTEXT = 8;

  private static final String ABSENT = "000000";

  private final Page page;
  private final FindingsPerFile findings;
  private final HunkWriter hunks;
  private final WholeText whole;

  FileSection(Page page, FindingsPerFile findings) {
    this.page = page;
    this.findings = findings;
    ChunkWriter chunk = new ChunkWriter(page);
    this.hunks = new HunkWriter(page, chunk);
    this.whole = new WholeText(page, chunk);
  }

  void write(DumpFile file) throws IOException {
    Entry entry = file.entry();
    open(entry);
    if (!entry.reason().isEmpty()) {
      page.markup("<p class=note>").text(entry.reason()).markup("</p>\n");
    }
    if (entry.state().showsText()) {
      if (!hunks.write(file.text(), StandardCharsets.UTF_8)) {
        unchangedText(entry);
      }
      SafeContent content = file.content();
      if (content != null) {
        whole.write(content.bytes(), file.charset());
      }
    } else {
      notShown(entry);
    }
    page.markup("</details>\n");
  }

  private void open(Entry entry) throws IOException {
    long lines = (long) entry.added() + entry.deleted();
    boolean small = lines <= OPEN_LINES && entry.patchBytes() <= OPEN_BYTES;
    boolean open = small || !entry.state().showsText();
    page.markup("<details class=\"f k").number(magnitude(lines)).markup("\" id=f");
    page.number(entry.index()).markup(" data-s=").put((byte) entry.status().letter());
    page.markup(" data-t=").text(entry.state().label()).markup(open ? " open>" : ">");
    page.markup("<summary><h3>");
    EntryText.status(page, entry);
    EntryText.paths(page, entry);
    page.markup("</h3>");
    tags(entry);
    EntryText.lines(page, entry);
    page.markup("</summary>\n");
  }

  /// The class by which the style sheet guesses the height of a file not laid out yet.
  private static int magnitude(long lines) {
    return Math.min(11, 64 - Long.numberOfLeadingZeros(lines + USUAL_CONTEXT));
  }

  private void tags(Entry entry) throws IOException {
    page.markup(" <span class=m>");
    int secrets = findings.secrets()[entry.index()];
    if (secrets > 0) {
      page.markup("<span class=\"tag secret\">").count(secrets, " secret", " secrets");
      page.markup("</span> ");
    }
    int todos = findings.todos()[entry.index()];
    if (todos > 0) {
      page.markup("<span class=tag>").count(todos, " to-do", " to-dos").markup("</span> ");
    }
    if (entry.state() != FileState.INCLUDED) {
      page.markup("<span class=\"tag ").text(entry.state().label()).markup("\">");
      page.text(entry.state().label()).markup("</span> ");
    }
    if (entry.pathsEscaped()) {
      page.markup(
          "<span title=\"bytes that are no text are written as \\xNN\">path escaped</span> ");
    }
    modes(entry);
    if (entry.similarity() > 0) {
      page.markup("<span>").number(entry.similarity()).markup("% similar</span> ");
    }
    if (!entry.language().isEmpty()) {
      page.markup("<span>").text(entry.language()).markup("</span> ");
    }
    page.markup("</span> ");
  }

  private void modes(Entry entry) throws IOException {
    boolean both = !entry.oldMode().equals(ABSENT) && !entry.newMode().equals(ABSENT);
    if (both && !entry.oldMode().equals(entry.newMode())) {
      page.markup("<span>mode ").text(entry.oldMode()).markup(" \u2192 ");
      page.text(entry.newMode()).markup("</span> ");
    }
  }

  private void unchangedText(Entry entry) throws IOException {
    page.markup("<p class=note>");
    if (entry.status() == ChangeStatus.ADDED) {
      page.markup("The file is new and empty.");
    } else if (entry.status() == ChangeStatus.DELETED) {
      page.markup("The file was empty and is gone.");
    } else if (entry.oldId().equals(entry.newId())) {
      page.markup("The content is unchanged.");
    } else {
      page.markup("The patch has no lines of text.");
    }
    page.markup("</p>\n");
  }

  private void notShown(Entry entry) throws IOException {
    page.markup("<p class=note>");
    switch (entry.state()) {
      case BINARY -> page.markup("Binary: not shown as text.");
      case TOO_LARGE -> page.markup("Too large to be shown here.");
      case EXCLUDED -> page.markup("Left out by a rule.");
      case UNDECODABLE -> page.markup("Not text in any known encoding.");
      case INCLUDED, REDACTED, SUBMODULE, LFS_POINTER, PROCESSED -> {}
    }
    if (entry.patchBytes() > 0) {
      page.markup(" The patch carries it: ").count(entry.patchBytes(), " byte", " bytes");
      page.markup(" there.");
    }
    page.markup("</p>\n");
  }
}
