package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.suppress.AllowEntry;
import dev.createdump.engine.suppress.AllowFile;
import dev.createdump.engine.suppress.AllowKey;
import dev.createdump.engine.suppress.RepositoryFiles;
import dev.createdump.engine.sweep.FileSweep;
import dev.createdump.engine.sweep.Sight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps the allow-list of a work tree: adds what a scan finds there, tells and removes entries.
public final class AllowBook {
  /// Two branches that add entries at one place merge with this, as every entry is one line.
  private static final String ATTRIBUTE = AllowFile.NAME + " merge=union";

  private static final int MOST_INPUT = 1 << 20;

  private final ScanRequest request;
  private final boolean dry;
  private final AllowKey key;
  private final Path file;

  /// @param request where the work tree is and what is to be scanned
  /// @param dry whether nothing is written
  public AllowBook(ScanRequest request, boolean dry) {
    this.request = request;
    this.dry = dry;
    this.key = AllowKey.of(request.environment());
    this.file = request.root().resolve(AllowFile.NAME);
  }

  /// What every new entry says.
  ///
  /// @param owner who answers for it
  /// @param reason why
  /// @param expires the last day, null for ever
  public record Terms(String owner, String reason, @Nullable LocalDate expires) {}

  /// What became of an addition.
  ///
  /// @param added the entries that are new or were renewed
  /// @param notes what people should know
  public record Added(List<AllowEntry> added, List<String> notes) {
    public Added {
      added = List.copyOf(added);
      notes = List.copyOf(notes);
    }
  }

  /// Adds what a scan of the request's paths reports.
  ///
  /// @param lines for a file, by its name, the one line whose secrets are meant
  /// @throws Failure.Scan where something could not be read: a list made of a half is a surprise
  public Added add(Map<String, Integer> lines, Terms terms) throws Failure {
    FileSweep sweep = SecretScan.sweep(request);
    if (!sweep.unread().isEmpty()) {
      throw new Failure.Scan(
          sweep.unread().size() + " files could not be read, so that nothing was added",
          "`create-dump scan` names them.");
    }
    Map<String, AllowEntry> entries = new LinkedHashMap<>();
    for (FileSweep.FoundIn found : sweep.found()) {
      Integer line = lines.get(found.name());
      for (Sight sight : found.sights()) {
        boolean meant = line == null || sight.finding().line() == line;
        if (meant && !sight.verdict().isSuppressed()) {
          AllowEntry entry = entry(sight.finding().rule(), sight.finding().value(), terms);
          entries.put(entry.id(), entry);
        }
      }
    }
    if (entries.isEmpty()) {
      throw new Failure.Missing(
          "no secret that is reported stands there, so that nothing was added",
          "`create-dump scan` names the places.");
    }
    return write(List.copyOf(entries.values()));
  }

  /// Adds one secret that stands on standard input.
  public Added addInput(String rule, Terms terms) throws Failure {
    if (!RuleSet.standard().ids().contains(rule) && !rule.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new Failure.Usage("--rule is no rule's id", "");
    }
    try (InputStream in = request.input().get()) {
      byte[] bytes = in.readNBytes(MOST_INPUT);
      FoundValue value = FoundValue.of(bytes);
      if (value.lines().isEmpty()) {
        throw new Failure.Usage("there is no secret on standard input", "");
      }
      return write(List.of(entry(rule, value, terms)));
    } catch (IOException e) {
      throw new Failure.Scan("cannot read standard input: " + e.getMessage(), "");
    }
  }

  private AllowEntry entry(String rule, FoundValue value, Terms terms) {
    return new AllowEntry(
        key.id(rule, value), rule, terms.owner(), terms.reason(), terms.expires());
  }

  /// The entries of the list.
  public List<AllowEntry> entries() throws Failure {
    return List.copyOf(read().entries());
  }

  /// The day by which entries expire.
  public static LocalDate today(RunClock clock) {
    return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
  }

  /// Removes the entries that have expired.
  ///
  /// @param unused whether those go too that nothing in the request's paths needs
  /// @return the entries that went
  public List<AllowEntry> prune(boolean unused) throws Failure {
    Set<String> needed = new HashSet<>();
    if (unused) {
      FileSweep sweep = SecretScan.sweep(request);
      if (!sweep.unread().isEmpty()) {
        throw new Failure.Scan(
            "what is unused cannot be told, as something could not be read",
            "`create-dump scan` names it.");
      }
      for (FileSweep.FoundIn found : sweep.found()) {
        for (Sight sight : found.sights()) {
          needed.add(key.id(sight.finding().rule(), sight.finding().value()));
        }
      }
    }
    LocalDate today = today(request.clock());
    List<AllowEntry> gone = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (AllowEntry entry : read().entries()) {
      if (entry.isExpired(today) || (unused && !needed.contains(entry.id()))) {
        gone.add(entry);
        ids.add(entry.id());
      }
    }
    if (!gone.isEmpty()) {
      store(AllowFile.without(text(), ids));
    }
    return gone;
  }

  private AllowFile read() throws Failure {
    Optional<byte[]> content = RepositoryFiles.in(request.root()).read(AllowFile.NAME);
    return content.isPresent() ? AllowFile.parse(content.get(), AllowFile.NAME) : AllowFile.EMPTY;
  }

  private String text() throws Failure {
    Optional<byte[]> content = RepositoryFiles.in(request.root()).read(AllowFile.NAME);
    return new String(content.orElse(new byte[0]), StandardCharsets.UTF_8);
  }

  private Added write(List<AllowEntry> entries) throws Failure {
    List<String> notes = new ArrayList<>();
    boolean fresh = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    int before = read().entries().size();
    String old = text();
    String text = old.isBlank() ? AllowFile.fresh() : old;
    int renewed = 0;
    AllowFile now = before == 0 ? AllowFile.EMPTY : read();
    for (AllowEntry entry : entries) {
      renewed += now.find(entry.id()).isPresent() ? 1 : 0;
      text = AllowFile.with(text, entry);
    }
    // A file that somebody wrote in another way may not take lines where this one puts them.
    int after = AllowFile.parse(AllowFile.bytes(text), AllowFile.NAME).entries().size();
    if (after != before + entries.size() - renewed) {
      throw new Failure.Policy(
          AllowFile.NAME + " is not laid out as one line an entry, so that nothing was added",
          "Start a new one and move its entries over, one line each.");
    }
    store(text);
    if (fresh && !dry) {
      attribute(notes);
    }
    return new Added(entries, notes);
  }

  /// Says to git how to merge the list, the first time.
  private void attribute(List<String> notes) throws Failure {
    Path attributes = request.root().resolve(".gitattributes");
    try {
      boolean there = Files.exists(attributes, LinkOption.NOFOLLOW_LINKS);
      if (there && !Files.isRegularFile(attributes, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      String text = there ? Files.readString(attributes, StandardCharsets.ISO_8859_1) : "";
      if (!text.contains(AllowFile.NAME)) {
        String line = (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + ATTRIBUTE + "\n";
        Files.writeString(attributes, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        notes.add(".gitattributes now says `" + ATTRIBUTE + "`; commit it with the list");
      }
    } catch (IOException e) {
      throw new Failure.Output("cannot write " + attributes + ": " + e.getMessage(), "", e);
    }
  }

  private void store(String text) throws Failure {
    if (dry) {
      return;
    }
    Path temporary = file.resolveSibling(AllowFile.NAME + ".tmp");
    try {
      Files.write(temporary, AllowFile.bytes(text));
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Failure.Output(
          "cannot write " + file + ": " + e.getMessage(), "Is the work tree writable?", e);
    }
  }
}
