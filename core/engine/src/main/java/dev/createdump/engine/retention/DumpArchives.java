package dev.createdump.engine.retention;

import dev.createdump.engine.archive.ArchiveCheck;
import dev.createdump.engine.archive.ArchiveEntry;
import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.archive.ArchiveWriter;
import dev.createdump.engine.archive.Volumes;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.evidence.LocalDumps.LocalDump;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.retention.CleanPlan.Fate;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Packs whole dumps into archives, some in each. An archive is read back and compared with what
/// was verified before it gets its name. The same dumps give the same name and the same bytes.
public final class DumpArchives {
  private static final int NAME_DIGITS = 8;
  private static final long LAST_SECOND = 253_402_300_799L;

  private final CleanPlan plan;
  private final Terms terms;

  /// How dumps are packed.
  ///
  /// @param level how hard the archives are compressed
  /// @param target the directory of the archives, which is made where it is missing
  public record Terms(Grouping grouping, ArchiveFormat format, int level, Path target) {}

  /// Which dumps share an archive.
  public enum Grouping {
    /// Those of one directory.
    PROJECT,
    /// Those that were made in one month, in UTC.
    MONTH
  }

  /// An archive and what is in it.
  ///
  /// @param created whether it was written now; one that is there with the same bytes is not
  public record Archive(
      Path file, long bytes, String sha256, boolean created, List<CleanPlan.Dump> dumps) {
    public Archive {
      dumps = List.copyOf(dumps);
    }
  }

  /// @param plan whose dumps that no rule keeps are packed
  public DumpArchives(CleanPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
  }

  /// What would be written: the archives without sizes and digests.
  public List<Archive> planned() {
    List<Archive> archives = new ArrayList<>();
    groups()
        .forEach(
            (group, dumps) ->
                archives.add(
                    new Archive(terms.target().resolve(name(group, dumps)), 0, "", false, dumps)));
    return archives;
  }

  /// Writes all archives.
  ///
  /// @throws Failure.Output where one cannot be written; those before it are there
  public List<Archive> write() throws Failure {
    requireNoLink();
    List<Archive> archives = new ArrayList<>();
    for (Archive archive : planned()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Failure.Cancelled();
      }
      try {
        Files.createDirectories(terms.target());
        archives.add(write(archive));
      } catch (IOException e) {
        throw new Failure.Output(
            "cannot write " + archive.file() + ": " + Reasons.of(e),
            "Nothing was deleted; name another directory with --out.",
            e);
      }
    }
    return archives;
  }

  /// Whoever may write among the dumps decides nothing about where archives go.
  private void requireNoLink() throws Failure.Output {
    Path target = terms.target();
    if (Files.isSymbolicLink(target) && target.startsWith(plan.directory())) {
      throw new Failure.Output(
          target + " is a link, and links among the dumps are not followed",
          "Nothing was written; name the directory that is meant with --out.",
          new NotDirectoryException(target.toString()));
    }
  }

  private Map<String, List<CleanPlan.Dump>> groups() {
    Map<String, List<CleanPlan.Dump>> groups = new TreeMap<>();
    for (CleanPlan.Dump dump : plan.dumps()) {
      if (dump.fate() == Fate.DELETE) {
        groups.computeIfAbsent(group(dump.dump()), _ -> new ArrayList<>()).add(dump);
      }
    }
    groups
        .values()
        .forEach(
            dumps -> dumps.sort(Comparator.comparing(d -> prefix(d.dump()) + d.dump().name())));
    return groups;
  }

  private String group(LocalDump dump) {
    if (terms.grouping() == Grouping.MONTH) {
      return String.valueOf(dump.startedAt()).substring(0, 7);
    }
    Path place = plan.directory().relativize(dump.directory());
    return place.toString().isEmpty() ? "top" : plain(place.toString());
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
  }

  /// The digests of the dumps tell archives of one group apart.
  private String name(String group, List<CleanPlan.Dump> dumps) {
    StringBuilder digests = new StringBuilder();
    dumps.forEach(d -> digests.append(prefix(d.dump())).append(d.dump().digest()).append('\n'));
    String digest = Digests.sha256Hex(digests.toString()).substring(0, NAME_DIGITS);
    return "dumps_" + group + "_" + digest + "." + terms.format().suffix();
  }

  private String prefix(LocalDump dump) {
    String place = plan.directory().relativize(dump.directory()).toString();
    return place.isEmpty() ? "" : place + "/";
  }

  private Archive write(Archive archive) throws IOException, Failure {
    Path temporary = reserve();
    try {
      MessageDigest digest = Digests.newSha256();
      List<ArchiveCheck.Expected> expected;
      try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE);
          OutputStream out =
              new BufferedOutputStream(
                  new DigestOutputStream(Channels.newOutputStream(file), digest), 1 << 16)) {
        expected = pack(archive, out);
        out.flush();
        // The originals may go next.
        file.force(true);
      }
      try (Volumes written = Volumes.open(List.of(temporary))) {
        String name = String.valueOf(archive.file().getFileName());
        ArchiveCheck.compare(written, expected, name, Redactor.of(List.of(), null)::check);
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      boolean created = place(temporary, archive.file(), sha256);
      return new Archive(
          archive.file(), Files.size(archive.file()), sha256, created, archive.dumps());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Creates an empty file under a name that nobody uses, with the permissions the umask gives.
  private Path reserve() throws IOException {
    for (long unique = ProcessHandle.current().pid(); ; unique++) {
      try {
        return Files.createFile(terms.target().resolve(".create-dump-" + unique + ".tmp"));
      } catch (FileAlreadyExistsException e) {
        // Another run's; the next may be free.
      }
    }
  }

  /// @return whether it was not there
  private static boolean place(Path temporary, Path file, String sha256)
      throws IOException, Failure.Output {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Digests.sha256Hex(file).equals(sha256)) {
        return false;
      }
      throw new Failure.Output(
          file + " is there with other content",
          "It may be packed in another way; take it away, or name another directory with --out.",
          new IOException("other content"));
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    String line = sha256 + "  " + file.getFileName() + "\n";
    Files.writeString(file.resolveSibling(file.getFileName() + ".sha256"), line);
    return true;
  }

  private List<ArchiveCheck.Expected> pack(Archive archive, OutputStream out)
      throws IOException, Failure {
    long time = 0;
    for (CleanPlan.Dump dump : archive.dumps()) {
      Instant made = dump.dump().startedAt();
      time = Math.max(time, made == null ? 0 : made.getEpochSecond());
    }
    List<ArchiveCheck.Expected> expected = new ArrayList<>();
    try (ArchiveWriter writer =
        ArchiveWriter.open(
            out,
            ArchiveWriter.Terms.of(terms.format(), terms.level(), Math.min(time, LAST_SECOND)))) {
      for (CleanPlan.Dump dump : archive.dumps()) {
        List<String> files = dump.dump().files();
        for (int i = 0; i < files.size(); i++) {
          expected.add(add(writer, dump.dump(), files.get(i), dump.marks().get(i)));
        }
      }
      writer.finish();
    }
    return expected;
  }

  /// Adds a file, which must be the one that was verified before and after it was read.
  private ArchiveCheck.Expected add(
      ArchiveWriter writer, LocalDump dump, String name, FileMark mark)
      throws IOException, Failure {
    Path file = dump.directory().resolve(name);
    MessageDigest digest = Digests.newSha256();
    ArchiveEntry entry =
        new ArchiveEntry(
            (prefix(dump) + name).getBytes(StandardCharsets.UTF_8),
            ArchiveEntry.Kind.FILE,
            mark.size());
    requireSame(file, mark);
    writer.add(
        entry,
        out -> {
          try (InputStream in =
              new DigestInputStream(
                  Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest)) {
            in.transferTo(out);
          }
        });
    requireSame(file, mark);
    return new ArchiveCheck.Expected(entry, digest.digest());
  }

  private static void requireSame(Path file, FileMark mark) throws IOException, Failure.Output {
    if (!FileMark.of(file).equals(mark)) {
      throw new Failure.Output(
          file + " was changed since it was verified",
          "Run again when nothing writes there any more.",
          new IOException("changed"));
    }
  }
}
