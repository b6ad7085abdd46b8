package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.language.Languages;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import dev.createdump.engine.scan.TodoScanner;
import dev.createdump.engine.scan.TooManyFindingsException;
import dev.createdump.engine.source.FileChange;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.LargeSection;
import dev.createdump.engine.source.RawDiff;
import dev.createdump.engine.source.SectionFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks at each changed path while git still writes the next: what it is, how much of it can be
/// shown, and what the scanners find in it.
final class Inspector {
  /// Binary content up to this size is read at once, larger content as a stream.
  private static final int BLOB_BYTES = 4 << 20;

  private static final byte[] NOTHING = new byte[0];

  private final Git git;
  private final Territory territory;
  private final Settings settings;
  private final Languages languages;
  private final Optional<Scanner> secrets;
  private final Optional<TodoScanner> todos;

  /// @param territory whose paths are looked at, and by which rules
  Inspector(Git git, Territory territory, Tools tools) {
    this.git = git;
    this.territory = territory;
    this.settings = territory.settings();
    this.languages = tools.languages();
    this.secrets =
        settings.scan().secrets() ? Optional.of(new Scanner(territory.rules())) : Optional.empty();
    this.todos = tools.todos();
  }

  /// What an inspection works with: tables that take longer to load than git to find a merge base.
  record Tools(Languages languages, Optional<TodoScanner> todos) {
    static Tools load(Settings.Scan settings) {
      RuleSet.standard();
      return new Tools(
          Languages.load(),
          settings.todos() ? Optional.of(new TodoScanner(settings.todoTags())) : Optional.empty());
    }
  }

  /// Whose paths are looked at.
  Territory territory() {
    return territory;
  }

  /// Scans text around the change, such as a title.
  List<Finding> scanText(String text) {
    secrets.ifPresent(scanner -> scanner.enter(""));
    return secrets
        .map(scanner -> scanner.scanText(text.getBytes(StandardCharsets.UTF_8)))
        .orElse(List.of());
  }

  FileNote inspect(RawDiff.Entry entry) throws IOException, Failure {
    try {
      return looked(entry);
    } catch (TooManyFindingsException e) {
      throw new Failure.Scan("a changed path cannot be scanned: " + e.getMessage(), "");
    }
  }

  private FileNote looked(RawDiff.Entry entry) throws IOException, Failure {
    boolean large = entry.section().length() > settings.output().maxFileSize();
    byte[] text = large ? NOTHING : entry.section().bytes();
    SectionFacts facts = large ? LargeSection.facts(entry.section()) : SectionFacts.of(text);
    String path = entry.change().path().text();
    String language = language(entry.change(), path);
    secrets.ifPresent(scanner -> scanner.enter(path));
    List<Finding> inPatch = large ? scanLarge(entry) : scan(text, language);
    List<Finding> inBlobs =
        facts.binary() ? scanBlobs(entry.change()) : shownInPart(entry.change(), inPatch);
    Verdict verdict = verdict(entry, facts, large, path, !inPatch.isEmpty());
    boolean whole =
        settings.output().context() == Settings.Context.FULL
            && verdict.state() == FileState.INCLUDED
            && entry.change().newMode() != FileMode.ABSENT;
    Optional<byte[]> content = whole ? content(entry.change()) : Optional.empty();
    List<Finding> inContent =
        content.isEmpty() || secrets.isEmpty() ? List.of() : secrets.get().scanText(content.get());
    return new FileNote(
        this,
        entry,
        facts,
        language,
        verdict.state(),
        verdict.reason(),
        inPatch,
        scanPath(entry.change(), path),
        inBlobs,
        inContent,
        content.isPresent(),
        List.of());
  }

  /// A file's whole new content, unless it is above the size limit.
  Optional<byte[]> content(FileChange change) throws Failure {
    return git.blob(change.newId(), Math.toIntExact(settings.output().maxFileSize()));
  }

  private record Verdict(FileState state, String reason) {}

  /// @param secret whether a patch above the limit was found to hold one
  private Verdict verdict(
      RawDiff.Entry entry, SectionFacts facts, boolean large, String path, boolean secret) {
    Optional<String> exclusion = territory.selection().exclusion(path);
    if (exclusion.isPresent()) {
      return new Verdict(FileState.EXCLUDED, exclusion.get());
    }
    if (entry.change().isSubmodule()) {
      return new Verdict(FileState.SUBMODULE, "");
    }
    if (facts.binary()) {
      return new Verdict(FileState.BINARY, "binary content; the patch carries it whole");
    }
    if (large) {
      return new Verdict(
          FileState.TOO_LARGE,
          "its patch text of "
              + entry.section().length()
              + " bytes is above output.max_file_size = "
              + settings.output().maxFileSize()
              + (secret
                  ? "; the patch carries it with the secrets hidden"
                  : "; the patch carries it whole"));
    }
    if (facts.lfsPointer()) {
      return new Verdict(
          FileState.LFS_POINTER, "a Git LFS pointer; the large file itself is kept elsewhere");
    }
    return switch (facts.text()) {
      case UNKNOWN ->
          new Verdict(
              FileState.UNDECODABLE, "text in no known encoding; the patch carries its bytes");
      case WINDOWS_1252 ->
          new Verdict(FileState.INCLUDED, "lines that are no UTF-8 are read as windows-1252");
      case NONE, UTF_8 -> new Verdict(FileState.INCLUDED, "");
    };
  }

  private String language(FileChange change, String path) throws Failure {
    int mode = change.newMode() == FileMode.ABSENT ? change.oldMode() : change.newMode();
    if (mode == FileMode.SUBMODULE || mode == FileMode.SYMLINK) {
      return "";
    }
    if (!languages.needsContent(path)) {
      return languages.classify(path, NOTHING);
    }
    ObjectId id = change.newMode() == FileMode.ABSENT ? change.oldId() : change.newId();
    byte[] head = git.blobHead(id, Languages.HEAD_BYTES);
    return languages.classify(path, head);
  }

  private List<Finding> scan(byte[] section, String language) {
    List<Finding> found = new ArrayList<>();
    secrets.ifPresent(scanner -> found.addAll(scanner.scanPatch(section)));
    todos.ifPresent(
        scanner ->
            languages
                .commentSyntax(language)
                .ifPresent(syntax -> found.addAll(scanner.scanPatch(section, syntax))));
    return found;
  }

  private List<Finding> scanLarge(RawDiff.Entry entry) throws IOException {
    if (secrets.isEmpty()) {
      return List.of();
    }
    try (InputStream in = entry.section().open()) {
      return secrets.get().scanPatchStream(in);
    }
  }

  private List<Finding> scanPath(FileChange change, String path) {
    Finding.Change means =
        switch (change.status()) {
          case ADDED, RENAMED, COPIED -> Finding.Change.INTRODUCED;
          case DELETED -> Finding.Change.RESOLVED;
          case MODIFIED, TYPE_CHANGED -> Finding.Change.PRESENT;
        };
    List<Finding> found = new ArrayList<>();
    for (Finding finding : scanText(path)) {
      found.add(finding.as(means));
    }
    return found;
  }

  /// The patch carries binary content compressed, where no scanner sees anything; so the content
  /// itself is looked at, before and after.
  private List<Finding> scanBlobs(FileChange change) throws IOException, Failure {
    List<Finding> found = new ArrayList<>();
    if (secrets.isPresent()) {
      scanBlob(secrets.get(), change.oldId()).stream()
          .map(finding -> finding.as(Finding.Change.RESOLVED))
          .forEach(found::add);
      scanBlob(secrets.get(), change.newId()).stream()
          .map(finding -> finding.as(Finding.Change.INTRODUCED))
          .forEach(found::add);
    }
    return found;
  }

  /// Secrets of which the patch shows a part alone: a key in whose middle a line changed, a value
  /// within which git cut a hunk's heading off.
  private List<Finding> shownInPart(FileChange change, List<Finding> inPatch)
      throws IOException, Failure {
    if (secrets.isEmpty() || !secrets.get().sawParts() || change.isSubmodule()) {
      return List.of();
    }
    Scanner scanner = secrets.get();
    Set<FoundValue> known = new HashSet<>();
    inPatch.forEach(finding -> known.add(finding.value()));
    List<Finding> found = new ArrayList<>();
    for (Finding finding : scanBlobs(change)) {
      if (known.contains(finding.value())) {
        continue;
      }
      if (scanner.mayShowLinesOf(finding.value())) {
        found.add(finding);
      } else if (scanner.showsStartOf(finding.value())) {
        known.add(finding.value());
        found.add(finding.as(Finding.Change.PRESENT));
      }
    }
    return found;
  }

  private List<Finding> scanBlob(Scanner scanner, ObjectId id) throws IOException, Failure {
    if (id.isNull()) {
      return List.of();
    }
    Optional<byte[]> small = git.blob(id, BLOB_BYTES);
    if (small.isPresent()) {
      return scanner.scanText(small.get());
    }
    try (InputStream in = git.openBlob(id)) {
      return scanner.scanStream(in);
    }
  }
}
