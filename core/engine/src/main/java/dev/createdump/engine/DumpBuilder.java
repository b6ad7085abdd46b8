package dev.createdump.engine;

import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Suppressed;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafePatch;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.FileChange;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.SectionFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns what was read and found into a dump. Every text passes the redactor here, once everything
/// that must be hidden is known.
final class DumpBuilder {
  private final Inspector inspector;
  private final List<FileNote> notes;
  private final Around around;
  private final Map<String, String> places;
  private final Map<String, List<Finding>> inTexts = new LinkedHashMap<>();
  private final Redactor redactor;

  private final List<SafePatch> patches = new ArrayList<>();
  private final List<DumpFile.Entry> ledger = new ArrayList<>();
  private final List<DumpFinding> findings = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private int redactedPatches;

  /// @param notes one a changed path, in the ledger's order, their to-dos settled
  DumpBuilder(Inspector inspector, List<FileNote> notes, Around around) {
    this.inspector = inspector;
    this.notes = notes;
    this.around = around;
    this.places = around.texts();
    places.keySet().forEach(text -> inTexts.put(text, inspector.scanText(text)));
    this.redactor = Redactor.numbered(everythingFound());
  }

  /// In the order in which secrets are numbered: file by file, then around them.
  private List<Finding> everythingFound() {
    List<Finding> all = new ArrayList<>();
    for (FileNote note : notes) {
      all.addAll(note.inPath());
      all.addAll(note.inPatch());
      all.addAll(note.inBlobs());
      all.addAll(note.inContent());
    }
    inTexts.values().forEach(all::addAll);
    return all;
  }

  /// The redactor that knows everything found, for what is written besides the dump.
  Redactor redactor() {
    return redactor;
  }

  ChangeDump build() throws IOException {
    for (int i = 0; i < notes.size(); i++) {
      file(i, notes.get(i));
    }
    inTexts.forEach(this::aroundFindings);
    return new ChangeDump(header(), notes, patches, redactor, inspector);
  }

  private void file(int index, FileNote note) throws IOException {
    boolean withheld = !note.inBlobs().isEmpty();
    SafePatch patch = redactor.patch(note.entry().section(), note.inPatch(), withheld);
    boolean redacted = Redactor.isRedacted(patch) && note.state() != FileState.EXCLUDED;
    redactedPatches += redacted ? 1 : 0;
    patches.add(patch);
    ledger.add(entry(index, note, patch, redacted || !note.inContent().isEmpty()));
    fileFindings(index, note);
  }

  private DumpFile.Entry entry(int index, FileNote note, SafePatch patch, boolean redacted) {
    FileChange change = note.entry().change();
    boolean escaped = !change.path().isText() || !change.oldPath().isText();
    boolean moved = !change.oldPath().equals(change.path());
    boolean shown = note.state().showsText();
    return new DumpFile.Entry(
        index,
        path(change.path(), escaped, note),
        moved ? path(change.oldPath(), escaped, note) : null,
        change.status(),
        change.similarity(),
        FileMode.text(change.oldMode()),
        FileMode.text(change.newMode()),
        change.oldId(),
        change.newId(),
        note.language(),
        note.facts().added(),
        note.facts().deleted(),
        shown ? encoding(note.facts().text()) : "",
        redacted ? afterRedaction(note.state()) : note.state(),
        redactor.text(reason(note, redacted)),
        patch.length(),
        escaped);
  }

  /// What was not shown for another reason stays so; its reason says that secrets are hidden too.
  private static FileState afterRedaction(FileState state) {
    return switch (state) {
      case INCLUDED, REDACTED, BINARY, SUBMODULE, LFS_POINTER -> FileState.REDACTED;
      case TOO_LARGE, EXCLUDED, UNDECODABLE -> state;
    };
  }

  private SafeText path(RepoPath path, boolean escaped, FileNote note) {
    return redactor.text(escaped ? path.escaped() : path.text(), pathFindings(path, note));
  }

  /// Positions of findings hold for the path they were found in only.
  private static List<Finding> pathFindings(RepoPath path, FileNote note) {
    return path.equals(note.entry().change().path()) ? note.inPath() : List.of();
  }

  private static String encoding(SectionFacts.Text text) {
    return text == SectionFacts.Text.NONE ? "" : text.charset().name();
  }

  private static String reason(FileNote note, boolean redacted) {
    if (!redacted || note.state() == FileState.EXCLUDED) {
      return note.reason();
    }
    if (!note.inBlobs().isEmpty()) {
      return "secrets stand in its binary content, which the patch therefore leaves out";
    }
    String hidden = "secrets are hidden";
    return note.reason().isEmpty() ? hidden : hidden + "; " + note.reason();
  }

  private void fileFindings(int index, FileNote note) throws IOException {
    SafeText path = ledger.get(index).path();
    for (Finding finding : note.reported()) {
      if (finding.kind() == Finding.Kind.TODO && finding.change() == Finding.Change.PRESENT) {
        // The report is of what the change does; a to-do that it neither brings nor takes is none.
        continue;
      }
      SafeText text = note.inBlobs().contains(finding) ? SafeText.EMPTY : excerpt(note, finding);
      findings.add(finding(finding, index, path, text));
    }
    for (Finding finding : note.inPath()) {
      findings.add(finding(finding, index, path, SafeText.EMPTY));
    }
    // What the patch shows was told already; only what stands beyond its hunks is new.
    note.inContent().stream()
        .filter(found -> note.inPatch().stream().noneMatch(p -> p.value().equals(found.value())))
        .forEach(found -> findings.add(finding(found, index, path, SafeText.EMPTY)));
  }

  private SafeText excerpt(FileNote note, Finding finding) throws IOException {
    return redactor.excerpt(
        note.entry().section(), note.inPatch(), finding, note.facts().text().charset());
  }

  private void aroundFindings(String text, List<Finding> found) {
    SafeText place = redactor.text(String.valueOf(places.get(text)));
    for (Finding finding : found) {
      Finding brought = finding.as(Finding.Change.INTRODUCED);
      findings.add(finding(brought, -1, place, redactor.text(text, found)));
    }
  }

  private DumpFinding finding(Finding finding, int index, SafeText path, SafeText text) {
    boolean secret = finding.kind() == Finding.Kind.SECRET;
    return new DumpFinding(
        secret ? DumpFinding.Kind.SECRET : DumpFinding.Kind.TODO,
        finding.rule(),
        DumpFinding.Change.valueOf(finding.change().name()),
        index,
        path,
        finding.line(),
        finding.column(),
        text,
        secret ? redactor.tag(finding) : "");
  }

  private SafeText safe(String text) {
    return redactor.text(text, inTexts.getOrDefault(text, List.of()));
  }

  private DumpHeader header() {
    var comparison = around.comparison();
    return new DumpHeader(
        around.name(),
        safe(around.title()),
        new DumpHeader.RepositoryName(
            safe(around.repository().host()),
            safe(around.repository().owner()),
            safe(around.repository().name())),
        review(),
        commit(comparison.base()),
        commit(comparison.mergeBase()),
        commit(comparison.head()),
        around.history().newest().stream().map(this::commit).toList(),
        around.history().count(),
        around.history().authors().stream()
            .map(a -> new DumpHeader.AuthorCount(safe(a.name()), safe(a.email()), a.commits()))
            .toList(),
        StatisticsBuilder.of(ledger, redactedPatches),
        findings,
        suppressed,
        RuleInfos.of(inspector.rules(), findings, redactor),
        ledger,
        around.notes().stream().map(redactor::text).toList(),
        around.toolVersion());
  }

  private DumpHeader.@Nullable PullRequestInfo review() {
    var review = around.review();
    return review == null
        ? null
        : new DumpHeader.PullRequestInfo(
            review.number(),
            safe(review.url()),
            safe(review.sourceBranch()),
            safe(review.targetBranch()));
  }

  private CommitInfo commit(Commit commit) {
    return new CommitInfo(
        commit.id(),
        safe(commit.authorName()),
        safe(commit.authorEmail()),
        commit.committedAt(),
        safe(commit.subject()));
  }
}
