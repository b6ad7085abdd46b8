package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Suppressed;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.redact.ByteSource;
import dev.createdump.engine.redact.Places;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafePatch;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.FileChange;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.SectionFacts;
import dev.createdump.engine.suppress.AllowEntry;
import dev.createdump.engine.suppress.Candidate;
import dev.createdump.engine.suppress.Lines;
import dev.createdump.engine.suppress.Verdict;
import dev.createdump.engine.sweep.HistorySweep;
import dev.createdump.engine.sweep.Leak;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what was read and found into a dump. Every text passes the redactor here, once everything
/// that must be hidden is known.
final class DumpBuilder {
  private final Inspector inspector;
  private final Terms terms;
  private final List<FileNote> notes;
  private final Around around;
  private final Map<String, String> places;
  private final Map<String, List<Finding>> inTexts = new LinkedHashMap<>();
  private final Redactor redactor;

  private final List<SafePatch> patches = new ArrayList<>();
  private final List<DumpFile.Entry> ledger = new ArrayList<>();
  private final List<DumpFinding> findings = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private final Set<String> notesOfExpired = new LinkedHashSet<>();
  private final ProjectTally tally;
  private int redactedPatches;
  private int expired;

  /// @param notes one a changed path, in the ledger's order, their to-dos settled
  DumpBuilder(Inspector inspector, List<FileNote> notes, Around around, Terms terms)
      throws IOException {
    this.inspector = inspector;
    this.terms = terms;
    this.notes = notes;
    this.tally = new ProjectTally(notes, inspector);
    this.around = around;
    this.places = around.texts();
    places.keySet().forEach(text -> inTexts.put(text, inspector.scanText(text)));
    List<Finding> found = everythingFound();
    byte[] own = OwnText.around(found, this::blank, notes);
    this.redactor = Redactor.of(found, terms.key(), own);
  }

  /// The dump of the same commits without anything of the repository in it.
  private ChangeDump blank() throws IOException {
    Terms noTerms = new Terms(null, null);
    return new DumpBuilder(inspector, List.of(), around.blank(), noTerms).build();
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
    HistorySweep.Result history = terms.history();
    if (history != null) {
      for (Leak leak : history.leaks()) {
        all.add(leak.finding());
      }
    }
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
    HistorySweep.Result history = terms.history();
    if (history != null) {
      leaks(history);
    }
    return new ChangeDump(header(), notes, patches, redactor);
  }

  /// How many of the secrets that the change brings end the run; known once the dump is built.
  int blocking() {
    return tally.blocking(findings);
  }

  private void file(int index, FileNote note) throws IOException {
    boolean withheld = note.isWithheld();
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
      case TOO_LARGE, EXCLUDED, UNDECODABLE, PROCESSED -> state;
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
    if (note.isWithheld()) {
      return "secrets stand in its binary content, which the patch therefore leaves out";
    }
    String hidden = "secrets are hidden";
    return note.reason().isEmpty() ? hidden : hidden + "; " + note.reason();
  }

  private void fileFindings(int index, FileNote note) throws IOException {
    Places places = Places.of(note.inPatch());
    Set<Finding> inBlobs = new HashSet<>(note.inBlobs());
    Set<FoundValue> inPatch = new HashSet<>();
    note.inPatch().forEach(finding -> inPatch.add(finding.value()));
    for (Finding finding : note.reported()) {
      if (finding.kind() == Finding.Kind.TODO && finding.change() == Finding.Change.PRESENT) {
        // The report is of what the change does; a to-do that it neither brings nor takes is none.
        continue;
      }
      boolean inBlob = inBlobs.contains(finding);
      SafeText text = inBlob ? SafeText.EMPTY : excerpt(note, places, finding);
      boolean secret = finding.kind() == Finding.Kind.SECRET;
      List<Candidate.Line> lines =
          inBlob || !secret ? List.of() : Lines.of(note.entry().section(), finding);
      report(finding, index, note, text, lines);
    }
    for (Finding finding : note.inPath()) {
      report(finding, index, note, SafeText.EMPTY, List.of());
    }
    // What the patch shows was told already; only what stands beyond its hunks is new.
    for (Finding finding : note.inContent()) {
      if (!inPatch.contains(finding.value())) {
        report(finding, index, note, SafeText.EMPTY, contentLines(note, finding));
      }
    }
  }

  private List<Candidate.Line> contentLines(FileNote note, Finding finding) throws IOException {
    try {
      Optional<byte[]> content = note.inspector().content(note.entry().change());
      return content.isPresent() ? Lines.of(ByteSource.of(content.get()), finding) : List.of();
    } catch (Failure e) {
      throw new IOException("a file's content can no longer be read: " + e.getMessage(), e);
    }
  }

  private void report(
      Finding finding, int index, FileNote note, SafeText text, List<Candidate.Line> lines) {
    SafeText path = ledger.get(index).path();
    DumpFinding told = finding(finding, index, path, text);
    if (finding.kind() == Finding.Kind.TODO) {
      findings.add(told);
      return;
    }
    boolean gone = finding.change() == Finding.Change.RESOLVED;
    FileChange change = note.entry().change();
    String place = (gone ? change.oldPath() : change.path()).text();
    judged(told, Candidate.of(finding, place, "", lines));
  }

  /// Puts a secret where it belongs: among the reported or among the suppressed.
  private void judged(DumpFinding told, Candidate candidate) {
    Verdict verdict = tally.of(told).suppressions().judge(candidate);
    Suppressed.By by = verdict.by();
    if (by != null) {
      suppressed.add(new Suppressed(told, by, redactor.text(verdict.reason())));
      return;
    }
    findings.add(told);
    AllowEntry entry = verdict.expired();
    if (entry != null && told.change() != DumpFinding.Change.RESOLVED) {
      expired++;
      notesOfExpired.add(Expired.note(entry));
    }
  }

  private SafeText excerpt(FileNote note, Places places, Finding finding) throws IOException {
    return redactor.excerpt(note.entry().section(), places, finding, note.facts().text().charset());
  }

  private void aroundFindings(String text, List<Finding> found) {
    SafeText place = redactor.text(String.valueOf(places.get(text)));
    for (Finding finding : found) {
      Finding brought = finding.as(Finding.Change.INTRODUCED);
      DumpFinding told = finding(brought, -1, place, redactor.text(text, found));
      judged(told, new Candidate(finding.rule(), finding.value(), "", 0, "", List.of()));
    }
  }

  /// What only commits within the change show. What the change as a whole shows was told.
  private void leaks(HistorySweep.Result history) {
    Set<FoundValue> told = new HashSet<>();
    for (FileNote note : notes) {
      note.inPath().forEach(finding -> told.add(finding.value()));
      note.inPatch().forEach(finding -> told.add(finding.value()));
      note.inBlobs().forEach(finding -> told.add(finding.value()));
      note.inContent().forEach(finding -> told.add(finding.value()));
    }
    inTexts.values().forEach(all -> all.forEach(finding -> told.add(finding.value())));
    for (Leak leak : history.leaks()) {
      if (!told.contains(leak.finding().value())) {
        judged(Leaks.told(leak, DumpFinding.Change.TRANSIENT, redactor), leak.candidate());
      }
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

  /// Names of files cannot be redacted, so that a repository named like a secret lends them none.
  private String name() {
    CiContext.Repository repository = around.repository();
    for (Finding finding : inTexts.getOrDefault(around.repositoryName(), List.of())) {
      if (finding.kind() == Finding.Kind.SECRET) {
        return DumpName.withoutRepository(around.name(), repository.name());
      }
    }
    return around.name();
  }

  private DumpHeader header() {
    var comparison = around.comparison();
    return new DumpHeader(
        name(),
        safe(around.title()),
        SafeNames.repository(around.repository(), this::safe),
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
        expired,
        RuleInfos.of(tally, findings, redactor),
        ledger,
        notes(),
        around.toolVersion(),
        null,
        tally.shares(ledger, findings, redactor));
  }

  private List<SafeText> notes() {
    List<SafeText> all = new ArrayList<>();
    notesOfExpired.forEach(note -> all.add(redactor.text(note)));
    around.notes().forEach(note -> all.add(safe(note)));
    return all;
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
    return SafeNames.commit(commit, this::safe);
  }
}
