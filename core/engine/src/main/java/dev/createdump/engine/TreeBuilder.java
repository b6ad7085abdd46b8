package dev.createdump.engine;

import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.Checkout;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreeLayout;
import dev.createdump.engine.dump.WorkTreeState;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.PointingRefs;
import dev.createdump.engine.sweep.Sight;
import dev.createdump.engine.tree.TreeNote;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns what was read of a tree and found in it into what stands above its files. To a tree every
/// path is added.
final class TreeBuilder {
  private final List<TreeNote> notes;
  private final About about;
  private final Redactor redactor;
  private final RuleSet rules;
  private final Map<String, List<Finding>> inTexts;
  private final List<SafeText> taking;
  private final TreeLayout layout;
  private int[] tokens = {};
  private final JudgedSights sights;
  private final List<SafeText> paths = new ArrayList<>();

  /// What a tree is called, and where it is from. Raw.
  ///
  /// @param name the dump's name
  /// @param title what people read above it
  /// @param source the word for where content came from
  /// @param below the directory of the repository that was taken
  /// @param commit what is checked out, or the revision; null where there is none
  /// @param refs what points at it
  /// @param detached whether it is checked out without a branch
  /// @param state how what is dumped stands to it; null where that is not known, or no question
  /// @param notes what people should know of how the dump was made
  /// @param instructions what stands at the head; empty for nothing
  /// @param history what git knows of each path
  record About(
      String name,
      String title,
      CiContext.Repository repository,
      String source,
      String below,
      @Nullable Commit commit,
      PointingRefs refs,
      boolean detached,
      @Nullable WorkTreeState state,
      List<String> notes,
      String instructions,
      TreeHistory history,
      String toolVersion) {
    /// Every foreign text that a dump shows outside its files, with words that say where it stands.
    Map<String, String> texts() {
      Map<String, String> texts = new LinkedHashMap<>();
      texts.put(title, "the title");
      texts.putIfAbsent(below, "the directory's name");
      texts.putIfAbsent(repository.owner() + "/" + repository.name(), "the repository's name");
      if (commit != null) {
        texts.putIfAbsent(commit.subject(), "the commit");
        texts.putIfAbsent(commit.authorName(), "the commit");
        texts.putIfAbsent(commit.authorEmail(), "the commit");
      }
      texts.putIfAbsent(refs.branch(), "the branch");
      refs.tags().forEach(tag -> texts.putIfAbsent(tag, "a tag"));
      notes.forEach(note -> texts.putIfAbsent(note, "a note"));
      texts.putIfAbsent(instructions, "the instructions");
      history.names().forEach(author -> texts.putIfAbsent(author, "an author's name"));
      return texts;
    }
  }

  /// @param inTexts what was found in the texts around the files
  /// @param excerpts shows the line a finding stands in, by the path's position
  /// @param taking why each path is taken; empty where nobody asked
  /// @param layout without the instructions, which are still raw
  TreeBuilder(
      List<TreeNote> notes,
      About about,
      Redactor redactor,
      RuleSet rules,
      Map<String, List<Finding>> inTexts,
      Excerpts excerpts,
      List<SafeText> taking,
      TreeLayout layout) {
    this.notes = notes;
    this.about = about;
    this.redactor = redactor;
    this.rules = rules;
    this.inTexts = inTexts;
    this.taking = taking;
    this.layout = layout;
    this.sights = new JudgedSights(redactor);
    inTexts.forEach(this::around);
    for (TreeNote note : notes) {
      paths.add(path(note));
    }
    for (int i = 0; i < notes.size(); i++) {
      for (Sight sight : notes.get(i).sights()) {
        SafeText text = sight.inName() ? SafeText.EMPTY : excerpts.of(i, sight.finding());
        sights.add(i, paths.get(i), sight, text);
      }
      for (Sight sight : notes.get(i).onlyBelow()) {
        sights.add(i, paths.get(i), sight, SafeText.EMPTY);
      }
    }
  }

  private void around(String text, List<Finding> found) {
    SafeText place = redactor.text(String.valueOf(about.texts().get(text)));
    for (Finding finding : found) {
      sights.around(finding, place, redactor.text(text, found));
    }
  }

  private SafeText safe(String text) {
    return redactor.text(text, inTexts.getOrDefault(text, List.of()));
  }

  /// Shows where a finding stands.
  @FunctionalInterface
  interface Excerpts {
    SafeText of(int index, Finding finding);
  }

  private SafeText path(TreeNote note) {
    List<Finding> inName = new ArrayList<>();
    for (Sight sight : note.sights()) {
      if (sight.inName()) {
        inName.add(sight.finding());
      }
    }
    var path = note.entry().path();
    return redactor.text(path.isText() ? path.text() : path.escaped(), inName);
  }

  /// Takes what the text of each path takes, in the order of the notes.
  void count(int[] counted) {
    tokens = counted;
  }

  /// @param redacted the paths in which something is hidden
  DumpHeader header(BitSet redacted) {
    List<DumpFile.Entry> ledger = new ArrayList<>(notes.size());
    List<TreeInfo.FileFacts> facts = new ArrayList<>(notes.size());
    long bytes = 0;
    int unread = 0;
    int unsure = 0;
    TreeAuthors authors = new TreeAuthors(about.history(), commit().committedAt(), this::safe);
    for (int i = 0; i < notes.size(); i++) {
      TreeNote note = notes.get(i);
      ledger.add(entry(i, note, redacted.get(i)));
      byte[] sha256 = note.sha256();
      boolean other = redacted.get(i) || note.processed() != null;
      String hex = sha256 == null || other ? null : HexFormat.of().formatHex(sha256);
      int counted = tokens.length == 0 ? -1 : tokens[i];
      facts.add(
          new TreeInfo.FileFacts(note.size(), hex, note.form(), counted, authors.facts(note)));
      bytes += note.size();
      unread += note.unread() ? 1 : 0;
      unsure += note.unsure() ? 1 : 0;
    }
    CommitInfo commit = commit();
    Statistics statistics = StatisticsBuilder.of(ledger, 0);
    return new DumpHeader(
        about.name(),
        safe(about.title()),
        SafeNames.repository(about.repository(), this::safe),
        null,
        commit,
        commit,
        commit,
        List.of(),
        0,
        List.of(),
        statistics,
        sights.findings(),
        sights.suppressed(),
        sights.expired(),
        RuleInfos.of(_ -> rules, sights.findings(), redactor),
        ledger,
        said(),
        about.toolVersion(),
        new TreeInfo(
            about.source(),
            safe(about.below()),
            bytes,
            unread,
            facts,
            taking,
            layout.with(safe(about.instructions()), unsure),
            authors.totals(),
            authors.owners(),
            checkout()),
        List.of());
  }

  private List<SafeText> said() {
    List<SafeText> said = sights.notes();
    about.notes().forEach(note -> said.add(safe(note)));
    return said;
  }

  private Checkout checkout() {
    return new Checkout(
        safe(about.refs().branch()),
        about.detached(),
        about.refs().tags().stream().map(this::safe).toList(),
        about.state());
  }

  private CommitInfo commit() {
    Commit commit = about.commit();
    return commit == null
        ? new CommitInfo(ObjectId.NULL, SafeText.EMPTY, SafeText.EMPTY, 0, SafeText.EMPTY)
        : SafeNames.commit(commit, this::safe);
  }

  private DumpFile.Entry entry(int index, TreeNote note, boolean redacted) {
    ObjectId id = note.entry().id();
    TextForm form = note.form();
    String encoding = form != null && form.isText() ? form.label() : "";
    return new DumpFile.Entry(
        index,
        paths.get(index),
        null,
        ChangeStatus.ADDED,
        0,
        FileMode.text(FileMode.ABSENT),
        FileMode.text(note.mode()),
        ObjectId.NULL,
        id == null ? ObjectId.NULL : id,
        note.language(),
        note.lines(),
        0,
        encoding,
        redacted ? note.redactedState() : note.state(),
        redactor.text(redacted ? note.redactedReason() : note.reason()),
        0,
        !note.entry().path().isText());
  }
}
