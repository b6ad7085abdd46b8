package dev.createdump.engine.evidence;

import dev.createdump.engine.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The files of one dump where they lie. Their names and content are foreign.
interface DumpFiles {
  /// What lies under a name.
  enum Kind {
    FILE,
    /// A symbolic link, which is not followed.
    LINK,
    /// A directory or device.
    OTHER
  }

  /// One thing that lies there.
  ///
  /// @param length in bytes; 0 for what is no file
  record Entry(Kind kind, long length) {}

  /// Where they lie, for people.
  String place();

  /// The name under which a file of the dump lies here.
  String stored(String name);

  /// Everything that lies here, by the name it has here, in order.
  SortedMap<String, Entry> entries() throws IOException;

  /// Opens a file of the dump.
  InputStream open(String name) throws IOException;

  /// A file that will be read more than once, near enough for that.
  ManifestReader.Source near(String name) throws IOException;

  /// The prefix of the dump's keys in its bucket; null where it lies in no bucket.
  @Nullable String prefix();
}
