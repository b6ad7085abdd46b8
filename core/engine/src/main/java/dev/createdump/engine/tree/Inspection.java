package dev.createdump.engine.tree;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.Facts;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.language.Languages;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.plugin.PluginProcessor;
import dev.createdump.engine.redact.ByteSource;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.Scanner;
import dev.createdump.engine.scan.TooManyFindingsException;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.suppress.Candidate;
import dev.createdump.engine.suppress.Lines;
import dev.createdump.engine.suppress.Suppressions;
import dev.createdump.engine.sweep.Sight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One thread's look at paths.
final class Inspection implements InOrder.Worker<TreeScan.Piece, List<TreeNote>> {
  private static final byte[] NOTHING = {};

  private final TreeSource.Reader reader;
  private final TreeSelection.Asker selection;
  private final TreeScan.Terms terms;
  private final @Nullable Scanner scanner;
  private final Suppressions judge;
  private final MessageDigest digest = Digests.newSha256();
  private final CRC32C check = new CRC32C();
  private final @Nullable Recollection recollection;
  private final boolean tracked;
  private final Room room;

  /// @param room for content that is kept
  Inspection(
      TreeSource source, TreeSelection selection, TreeScan.Terms terms, FileFacts facts, Room room)
      throws Failure {
    this.selection = selection.asker(terms.languages());
    this.terms = terms;
    this.room = room;
    this.scanner = terms.rules().map(Scanner::new).orElse(null);
    this.judge = terms.suppressions().get();
    this.reader = source.reader();
    this.tracked = source.kind() == TreeSource.Kind.WORK_TREE;
    this.recollection =
        facts.isUsed() ? new Recollection(facts, reader, !this.selection.asksForContent()) : null;
  }

  @Override
  public List<TreeNote> work(TreeScan.Piece piece) throws Failure, IOException {
    List<Look> looks = new ArrayList<>();
    List<TreeEntry> wanted = new ArrayList<>();
    for (int i = 0; i < piece.entries().size(); i++) {
      TreeEntry entry = piece.entries().get(i);
      Optional<String> exclusion = selection.byPath(entry);
      boolean content = exclusion.isEmpty() && entry.hasContent();
      Recollection.Known known = Recollection.NOTHING;
      if (recollection != null && content) {
        known = recollection.of(piece.from() + i, entry);
      } else if (recollection != null && tracked && entry.hasContent()) {
        // Whether it is as the commit has it is told all the same.
        recollection.mark(piece.from() + i, entry);
      }
      if (content && known.facts() == null) {
        wanted.add(entry);
      }
      looks.add(new Look(entry, exclusion, known));
    }
    reader.announce(wanted);
    List<TreeNote> notes = new ArrayList<>();
    for (Look look : looks) {
      notes.add(note(look));
    }
    return notes;
  }

  /// What is known of a path before it is looked at.
  private record Look(TreeEntry entry, Optional<String> exclusion, Recollection.Known known) {}

  private TreeNote note(Look look) throws Failure, IOException {
    TreeEntry entry = look.entry();
    List<Sight> sights = new ArrayList<>(inName(entry.path().text()));
    if (look.exclusion().isPresent()) {
      return TreeNote.unseen(entry, FileState.EXCLUDED, look.exclusion().get(), false, sights);
    }
    if (!entry.hasContent()) {
      return without(entry, sights);
    }
    Facts facts = look.known().facts();
    if (facts != null) {
      return recalled(entry, facts, sights);
    }
    try {
      TreeSource.Content content = reader.read(entry, terms.maxFileSize());
      byte[] bytes = content.bytes();
      return bytes == null
          ? large(look, content, sights)
          : small(look, content.mode(), bytes, sights);
    } catch (TreeSource.Unreadable e) {
      String why = String.valueOf(e.getMessage());
      return TreeNote.unseen(entry, FileState.EXCLUDED, why, !e.isAbsent(), sights);
    } catch (TooManyFindingsException e) {
      throw new Failure.Scan(
          "a file cannot be scanned: " + e.getMessage(), "Leave it out with --exclude.");
    }
  }

  /// What was found out by an earlier run need not be found out again.
  private TreeNote recalled(TreeEntry entry, Facts facts, List<Sight> sights) {
    Optional<String> exclusion = selection.byFacts(facts.language(), facts.size());
    return exclusion.isPresent()
        ? TreeNote.unseen(entry, FileState.EXCLUDED, exclusion.get(), false, sights)
        : noted(entry, facts, sights, null);
  }

  private TreeNote noted(
      TreeEntry entry, Facts facts, List<Sight> sights, byte @Nullable [] content) {
    return new TreeNote(
        entry,
        facts.mode(),
        facts.size(),
        facts.sha256(),
        facts.check(),
        facts.form(),
        facts.lines(),
        facts.language(),
        facts.state(),
        reason(entry, facts, hasContentSight(sights)),
        facts.unsure(),
        false,
        sights,
        null,
        content);
  }

  private void learn(Look look, Facts facts, List<Sight> sights) {
    if (recollection != null && sights.isEmpty()) {
      recollection.learn(look.known(), look.entry(), facts);
    }
  }

  private static TreeNote without(TreeEntry entry, List<Sight> sights) {
    return switch (entry.mode()) {
      case FileMode.SUBMODULE ->
          TreeNote.unseen(entry, FileState.SUBMODULE, "commit " + entry.id(), false, sights);
      case TreeEntry.DIRECTORY ->
          TreeNote.unseen(entry, FileState.INCLUDED, "an empty directory", false, sights);
      default ->
          TreeNote.unseen(
              entry,
              FileState.EXCLUDED,
              "neither a file nor a link, and therefore not read",
              false,
              sights);
    };
  }

  private TreeNote small(Look look, int mode, byte[] bytes, List<Sight> sights)
      throws Failure, IOException {
    TreeEntry entry = look.entry();
    String path = entry.path().text();
    boolean link = mode == FileMode.SYMLINK;
    TextForm form = TextFacts.form(bytes);
    String language = link ? "" : language(path, bytes);
    Optional<String> exclusion =
        selection.byContent(language, bytes.length, form.isText() ? form.utf8(bytes) : bytes);
    if (exclusion.isPresent()) {
      return TreeNote.unseen(entry, FileState.EXCLUDED, exclusion.get(), false, sights);
    }
    PluginProcessor.Text text = link ? null : Processed.text(terms.processors(), path, bytes);
    if (text != null) {
      return processed(entry, mode, bytes, text, language, sights);
    }
    sights.addAll(inContent(path, bytes));
    check.reset();
    check.update(bytes);
    Facts facts =
        new Facts(
            mode,
            bytes.length,
            digest.digest(bytes),
            (int) check.getValue(),
            form,
            form.isText() && !link ? TextFacts.lines(form.utf8(bytes)) : 0,
            language,
            state(form, bytes),
            terms.comments() && !link && isUnsure(form, language, bytes));
    learn(look, facts, sights);
    boolean asked = form.isText() || terms.embed() || terms.archived();
    return noted(entry, facts, sights, asked && room.take(bytes.length) ? bytes : null);
  }

  /// Of a file that a plugin made a text of both are scanned, as whoever looks for secrets asks for
  /// those in the file.
  private TreeNote processed(
      TreeEntry entry,
      int mode,
      byte[] bytes,
      PluginProcessor.Text made,
      String language,
      List<Sight> sights)
      throws Failure, IOException {
    String path = entry.path().text();
    byte[] text = made.text();
    List<Sight> below = inContent(path, bytes);
    boolean fits = text.length <= terms.maxFileSize();
    TextForm form = fits ? TextFacts.form(text) : TextFacts.form(bytes);
    if (fits && !form.isText()) {
      throw new Failure.Scan(
          "the text that a plugin made of " + path + " is none: it holds zeros", "");
    }
    sights.addAll(fits ? inContent(path, text) : below);
    check.reset();
    check.update(bytes);
    return new TreeNote(
        entry,
        mode,
        bytes.length,
        digest.digest(bytes),
        (int) check.getValue(),
        form,
        fits ? TextFacts.lines(text) : 0,
        language,
        fits ? FileState.PROCESSED : FileState.TOO_LARGE,
        joined(
            selection.remark(entry),
            fits
                ? made.note()
                : made.note() + "; it is above output.max_file_size = " + terms.maxFileSize()),
        false,
        false,
        sights,
        fits ? new Processed(text.length, Processed.check(text), below) : null,
        null);
  }

  private boolean isUnsure(TextForm form, String language, byte[] bytes) {
    return form.isNarrow()
        && terms.languages().commentScan(language).filter(it -> it.isUnsure(bytes)).isPresent();
  }

  private static String joined(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }

  private static boolean hasContentSight(List<Sight> sights) {
    for (Sight sight : sights) {
      if (!sight.inName()) {
        return true;
      }
    }
    return false;
  }

  private String language(String path, byte[] bytes) {
    Languages languages = terms.languages();
    return languages.classify(
        path,
        languages.needsContent(path)
            ? Arrays.copyOf(bytes, Math.min(bytes.length, Languages.HEAD_BYTES))
            : NOTHING);
  }

  private static FileState state(TextForm form, byte[] bytes) {
    return switch (form) {
      case BINARY -> FileState.BINARY;
      case UNKNOWN -> FileState.UNDECODABLE;
      default -> TextFacts.isLfsPointer(bytes) ? FileState.LFS_POINTER : FileState.INCLUDED;
    };
  }

  /// Why a file is not shown whole, and what else is to be said of it.
  private String reason(TreeEntry entry, Facts facts, boolean secrets) {
    TextForm form = facts.form();
    return form == null
        ? tooLarge(facts.size())
        : joined(selection.remark(entry), reason(facts.state(), form, secrets));
  }

  private String tooLarge(long size) {
    return "its "
        + size
        + " bytes are above output.max_file_size = "
        + terms.maxFileSize()
        + (terms.archived() ? "; in the archive alone" : "");
  }

  private String reason(FileState state, TextForm form, boolean secrets) {
    String embedded = secrets ? "its content is not in the dump" : whereaboutsOfBinary();
    return switch (state) {
      case BINARY -> "binary; " + embedded;
      case UNDECODABLE -> "text in no known encoding; " + embedded;
      case LFS_POINTER -> "a Git LFS pointer; the large file itself is kept elsewhere";
      default -> form == TextForm.UTF_8 ? "" : "read as " + form.charset().name();
    };
  }

  private String whereaboutsOfBinary() {
    if (terms.embed()) {
      return terms.archived() ? "embedded as base64, and in the archive" : "embedded as base64";
    }
    return terms.archived() ? "in the archive alone" : "its content is not in the dump";
  }

  private TreeNote large(Look look, TreeSource.Content content, List<Sight> sights)
      throws Failure, IOException {
    TreeEntry entry = look.entry();
    String path = entry.path().text();
    String language = language(path, NOTHING);
    Optional<String> exclusion = selection.unsearched(language, content.size());
    if (exclusion.isPresent()) {
      return TreeNote.unseen(entry, FileState.EXCLUDED, exclusion.get(), false, sights);
    }
    check.reset();
    digest.reset();
    try (InputStream in =
        new java.util.zip.CheckedInputStream(
            new DigestInputStream(reader.open(entry), digest), check)) {
      if (scanner == null) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      } else {
        scanner.enter(path);
        for (Finding finding : scanner.scanStream(in)) {
          Candidate candidate = Candidate.of(finding, path, "", List.of());
          sights.add(new Sight(finding, judge.judge(candidate), false));
        }
        scanner.enter("");
      }
    }
    Facts facts =
        new Facts(
            content.mode(),
            content.size(),
            digest.digest(),
            (int) check.getValue(),
            null,
            0,
            language,
            FileState.TOO_LARGE,
            false);
    learn(look, facts, sights);
    return noted(entry, facts, sights, null);
  }

  private List<Sight> inContent(String path, byte[] bytes) throws IOException {
    if (scanner == null) {
      return List.of();
    }
    scanner.enter(path);
    List<Finding> found = scanner.scanText(bytes);
    scanner.enter("");
    List<Sight> sights = new ArrayList<>();
    for (Finding finding : found) {
      List<Candidate.Line> lines = Lines.of(ByteSource.of(bytes), finding);
      Candidate candidate = Candidate.of(finding, path, "", lines);
      sights.add(new Sight(finding, judge.judge(candidate), false));
    }
    return sights;
  }

  private List<Sight> inName(String path) {
    if (scanner == null) {
      return List.of();
    }
    List<Sight> sights = new ArrayList<>();
    for (Finding finding : scanner.scanText(path.getBytes(StandardCharsets.UTF_8))) {
      Finding named =
          new Finding(
              finding.kind(),
              finding.rule(),
              finding.change(),
              0,
              0,
              finding.ranges(),
              finding.value());
      sights.add(new Sight(named, judge.judge(Candidate.of(named, path, "", List.of())), true));
    }
    return sights;
  }

  @Override
  public void close() {
    reader.close();
  }
}
