package dev.createdump.engine.render.tree;

import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileAuthors;
import dev.createdump.engine.dump.FileBlame;
import dev.createdump.engine.dump.FileHistory;
import dev.createdump.engine.dump.GitFacts;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreePart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes what a tree holds, without content, as comma-separated values (RFC 4180).
public final class TreeCsv implements TreeRenderer {
  @Override
  public boolean showsContent() {
    return false;
  }

  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) throws IOException {
    write(
        "path,mode,state,size,sha256,id,encoding,lines,language,tokens,status,commit,changed,author,commits,added,removed,first,authors,idleDays,ageDays,oldest,uncommitted,owners,reason\r\n",
        out);
  }

  @Override
  public void file(TreeFile file, OutputStream out) throws IOException {
    DumpFile.Entry entry = file.entry();
    String sha256 = file.facts().sha256();
    FileHistory history = file.facts().git().history();
    write(
        String.join(
                ",",
                quoted(entry.path().value()),
                entry.newMode(),
                entry.state().label(),
                Long.toString(file.facts().size()),
                sha256 == null ? "" : sha256,
                entry.newId().isNull() ? "" : entry.newId().hex(),
                entry.encoding(),
                Integer.toString(entry.added()),
                quoted(entry.language()),
                file.facts().tokens() < 0 ? "" : Integer.toString(file.facts().tokens()),
                history == null ? "" : history.status(),
                history == null ? "" : history.commit(),
                history == null ? "" : TreeSummary.day(history),
                history == null ? "" : quoted(history.author().value()),
                authors(file.facts().git().authors()),
                ages(file.facts().git()),
                blame(file.facts().git().blame()),
                quoted(entry.reason().value()))
            + "\r\n",
        out);
  }

  /// Commits, lines added and removed, the first commit's time, and every name, most commits first.
  private static String authors(@Nullable FileAuthors authors) {
    if (authors == null) {
      return ",,,,";
    }
    StringBuilder names = new StringBuilder();
    for (FileAuthors.Share share : authors.shares()) {
      names.append(names.isEmpty() ? "" : "; ").append(share.name().value());
    }
    return String.join(
        ",",
        Integer.toString(authors.commits()),
        Long.toString(authors.added()),
        Long.toString(authors.removed()),
        authors.commits() == 0 ? "" : UtcTime.text(authors.firstAt()),
        quoted(names.toString()));
  }

  /// Days since the last change, and since the first.
  private static String ages(GitFacts git) {
    FileHistory history = git.history();
    FileAuthors authors = git.authors();
    boolean changed = history != null && history.changedAt() > 0;
    boolean begun = authors != null && authors.commits() > 0;
    return (history != null && changed ? Integer.toString(history.idleDays()) : "")
        + ","
        + (authors != null && begun ? Integer.toString(authors.ageDays()) : "");
  }

  /// The time of the oldest line, how many lines are not committed, and whose the others are.
  private static String blame(@Nullable FileBlame blame) {
    if (blame == null) {
      return ",,";
    }
    StringBuilder owners = new StringBuilder();
    for (FileBlame.Share share : blame.shares()) {
      owners.append(owners.isEmpty() ? "" : "; ").append(share.name().value());
      owners.append(' ').append(share.lines());
    }
    return String.join(
        ",",
        blame.oldest() == 0 ? "" : UtcTime.text(blame.oldest()),
        Integer.toString(blame.uncommitted()),
        quoted(owners.toString()));
  }

  /// In quotes where that is needed. A spreadsheet takes what starts like a formula for one, so
  /// that is quoted and set off by an apostrophe.
  private static String quoted(String value) {
    boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    String shown = formula ? "'" + value : value;
    boolean plain = true;
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      plain &= c != ',' && c != '"' && c >= ' ';
    }
    return plain && !formula ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) {}

  private static void write(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
