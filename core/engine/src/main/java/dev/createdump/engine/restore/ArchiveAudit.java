package dev.createdump.engine.restore;

import dev.createdump.engine.archive.StoredEntry;
import dev.createdump.engine.base.CountedInputStream;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.source.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks archives of any origin, without writing anything: structure, checksums, what stands
/// behind the end, and, where the manifest lies beside one, the digest of every file.
public final class ArchiveAudit {
  private final MessageDigest digest = Digests.newSha256();
  private final Rollback judge = Rollback.judge();
  private final Set<RepoPath> seen = new HashSet<>();
  private long entries;
  private long bytes;
  private long proven;

  private ArchiveAudit() {}

  /// What an archive is like.
  ///
  /// @param archive as it was named
  /// @param format its usual suffix; empty where it is none
  /// @param volumes how many files it has
  /// @param packed their size in bytes
  /// @param entries how many it has, as far as it could be read
  /// @param bytes of content
  /// @param manifest whether one lies beside it
  /// @param proven how many files have the digest that the manifest states
  /// @param unsafe how many paths a rollback would refuse
  /// @param damage what is wrong with it; null where nothing is
  public record Report(
      Path archive,
      String format,
      int volumes,
      long packed,
      long entries,
      long bytes,
      boolean manifest,
      long proven,
      long unsafe,
      @Nullable SafeText damage) {}

  /// One entry, for a list.
  ///
  /// @param kind `file`, `directory`, `link`, `hard-link` or `special`
  /// @param size as the archive says
  public record Listed(SafeText path, String kind, boolean executable, long size) {}

  /// Takes entries.
  public interface Lister {
    void entry(Listed entry);
  }

  /// Checks an archive.
  ///
  /// @param most how many bytes may come of it; 0 for a hundred times its size, or 1 GiB
  /// @throws Failure.Missing where there is none
  public static Report verify(Path archive, long most) throws Failure {
    ArchiveAudit audit = new ArchiveAudit();
    try (ArchiveSource source = ArchiveSource.open(archive)) {
      String damage = audit.damage(source, most);
      return audit.report(archive, source, damage);
    } catch (MalformedException e) {
      return new Report(archive, "", 0, 0, 0, 0, false, 0, 0, safe(e.getMessage()));
    } catch (IOException e) {
      throw new Failure.Corrupt("cannot read " + archive + ": " + Reasons.of(e), "");
    }
  }

  /// Lists an archive's entries in their order.
  ///
  /// @throws Failure.Corrupt where it is damaged; what was listed before is not to be relied on
  public static void list(Path archive, Lister lister) throws Failure {
    try (ArchiveSource source = ArchiveSource.open(archive)) {
      Budget budget = new Budget(0, source.volumes().length());
      source.read(
          (path, entry, _, content) -> {
            budget.take(entry.size());
            lister.entry(
                new Listed(
                    Redactor.standalone(path.text()),
                    entry.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    entry.executable(),
                    entry.size()));
          });
    } catch (MalformedException e) {
      throw new Failure.Corrupt(archive + " " + e.getMessage(), "Fetch it again.");
    } catch (IOException e) {
      throw new Failure.Corrupt("cannot read " + archive + ": " + Reasons.of(e), "");
    }
  }

  private Report report(Path archive, ArchiveSource source, @Nullable String damage)
      throws Failure {
    return new Report(
        archive,
        source.format().suffix(),
        source.volumes().files().size(),
        source.volumes().length(),
        entries,
        bytes,
        source.ledger() != null,
        proven,
        judge.refused(),
        damage == null ? null : safe(damage));
  }

  private static SafeText safe(@Nullable String text) {
    return Redactor.standalone(String.valueOf(text));
  }

  private @Nullable String damage(ArchiveSource source, long most) throws IOException, Failure {
    Budget budget = new Budget(most, source.volumes().length());
    ArchiveRestore restore = new ArchiveRestore(source, Long.MAX_VALUE, judge);
    try {
      source.read(
          (path, entry, line, content) -> entry(path, entry, line, budget.of(content), restore));
      TreeLedger ledger = source.ledger();
      if (ledger != null) {
        for (Map.Entry<RepoPath, TreeLedger.Line> line : ledger.lines().entrySet()) {
          boolean due =
              line.getValue().sha256() != null && !line.getValue().state().equals(Facts.EXCLUDED);
          if (due && !seen.contains(line.getKey())) {
            return "lacks a path that its manifest has: " + line.getKey().escaped();
          }
        }
      }
      return null;
    } catch (MalformedException e) {
      return e.getMessage();
    }
  }

  /// The judge sees every entry as a rollback does. What it leaves of the content is read here.
  private void entry(
      RepoPath path,
      StoredEntry entry,
      TreeLedger.@Nullable Line line,
      InputStream content,
      ArchiveRestore restore)
      throws IOException, Failure {
    entries++;
    seen.add(path);
    InputStream all = entry.link().length > 0 ? new ByteArrayInputStream(entry.link()) : content;
    CountedInputStream counted = new CountedInputStream(new DigestInputStream(all, digest));
    // Without the manifest's line: a wrong digest is damage, which is told below.
    restore.entry(path, entry, null, counted);
    counted.transferTo(OutputStream.nullOutputStream());
    bytes += counted.count();
    byte[] found = digest.digest();
    byte[] wanted = line == null ? null : line.sha256();
    if (wanted != null && !Arrays.equals(found, wanted)) {
      throw new MalformedException("has other content than its manifest says: " + path.escaped());
    }
    proven += wanted == null ? 0 : 1;
  }
}
