package dev.createdump.engine.archive;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.redact.LeakCheck;
import dev.createdump.engine.redact.Proof;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Reads an archive that was just written, and compares it with what it was made of.
public final class ArchiveCheck {
  private final List<Expected> expected;
  private final String name;

  private ArchiveCheck(List<Expected> expected, String name) {
    this.expected = expected;
    this.name = name;
  }

  /// What an entry must be.
  ///
  /// @param sha256 of its content
  public record Expected(ArchiveEntry entry, byte[] sha256) {}

  /// Compares every entry.
  ///
  /// @param expected the entries in their order
  /// @param name what people call the archive
  /// @param leaks passes on what it takes, and tells whether a secret was in it
  /// @throws Failure.Output where the archive is not what was written
  /// @throws Failure.Scan where a secret stands in it
  public static void compare(
      Volumes volumes,
      List<Expected> expected,
      String name,
      Function<OutputStream, LeakCheck> leaks)
      throws Failure, IOException {
    LeakCheck check = leaks.apply(OutputStream.nullOutputStream());
    try (ArchiveReader reader = ArchiveReader.open(volumes)) {
      new ArchiveCheck(expected, name).compare(reader, check);
    } catch (MalformedException e) {
      throw damaged(name + " " + e.getMessage());
    }
    check.close();
    if (check.leaked()) {
      throw Proof.leaked(name);
    }
  }

  private void compare(ArchiveReader reader, OutputStream leaks) throws Failure, IOException {
    MessageDigest digest = Digests.newSha256();
    byte[] chunk = new byte[1 << 16];
    for (Expected wanted : expected) {
      StoredEntry found = reader.next();
      if (found == null || !isSame(wanted.entry, found)) {
        throw damaged("an entry of " + name + " is not the one that was written");
      }
      leaks.write(found.name());
      try (InputStream content =
          found.link().length > 0 ? new ByteArrayInputStream(found.link()) : reader.content()) {
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
          digest.update(chunk, 0, read);
          leaks.write(chunk, 0, read);
        }
      }
      if (!Arrays.equals(digest.digest(), wanted.sha256)) {
        throw damaged("a file in " + name + " has other content than was written");
      }
    }
    if (reader.next() != null) {
      throw damaged(name + " has an entry that nobody wrote");
    }
  }

  private static boolean isSame(ArchiveEntry wanted, StoredEntry found) {
    StoredEntry.Kind kind =
        switch (wanted.kind()) {
          case FILE, EXECUTABLE -> StoredEntry.Kind.FILE;
          case LINK -> StoredEntry.Kind.LINK;
          case DIRECTORY -> StoredEntry.Kind.DIRECTORY;
        };
    return Arrays.equals(wanted.name(), found.name())
        && kind == found.kind()
        && wanted.size() == found.size()
        && (kind != StoredEntry.Kind.FILE
            || found.executable() == (wanted.kind() == ArchiveEntry.Kind.EXECUTABLE));
  }

  private static Failure.Output damaged(String what) {
    return new Failure.Output(
        what,
        "What was written cannot be read back: is the disk sound? Nothing was kept.",
        new IOException(what));
  }
}
