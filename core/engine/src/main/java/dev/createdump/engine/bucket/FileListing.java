package dev.createdump.engine.bucket;

import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The objects in a directory tree, in the order of their keys' UTF-8 bytes, page by page.
///
/// The tree is walked in that order, since within a directory sorting the names does it, if a
/// directory's name counts with its slash. Memory holds the names in the directories on the way to
/// the current one, each of which is read once for all pages; directories that end before the
/// listing begins, or lie outside of the prefix, are not read.
final class FileListing {
  /// Reads a directory.
  @FunctionalInterface
  interface Directories {
    DirectoryStream<Path> open(Path directory) throws IOException;
  }

  private final Directories directories;
  private final Path root;
  private final String prefix;
  private final @Nullable ObjectKey after;
  private final Deque<Iterator<Entry>> levels = new ArrayDeque<>();
  private @Nullable Entry ahead;
  private boolean begun;

  FileListing(Directories directories, Path root, String prefix, @Nullable ObjectKey after) {
    this.directories = directories;
    this.root = root;
    this.prefix = prefix;
    this.after = after;
  }

  /// A file, or a directory, whose key ends with a slash.
  private record Entry(String key) implements Comparable<Entry> {
    boolean isDirectory() {
      return key.endsWith("/");
    }

    @Override
    public int compareTo(Entry other) {
      return compare(key, other.key);
    }
  }

  /// In the order of UTF-8, which is that of UTF-16 but for surrogates: they come last.
  private static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean isSame = Character.isSurrogate(a) == Character.isSurrogate(b);
        return isSame ? a - b : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return one.length() - other.length();
  }

  /// The next page.
  ///
  /// @param max the most objects of it
  ListPage page(int max) throws IOException {
    if (!begun) {
      begun = true;
      levels.push(entries("", root));
      ahead = next();
    }
    List<ObjectStat> page = new ArrayList<>();
    while (ahead != null && page.size() < max) {
      ObjectStat stat = stat(ahead.key());
      if (stat != null) {
        page.add(stat);
      }
      ahead = next();
    }
    return new ListPage(page, ahead == null ? null : FileToken.after(page.getLast().key(), prefix));
  }

  /// What a file is now; null where it went away.
  private @Nullable ObjectStat stat(String key) throws IOException {
    try {
      BasicFileAttributes attributes = attributes(root.resolve(key));
      return attributes.isRegularFile()
          ? new ObjectStat(new ObjectKey(key), attributes.size(), Map.of(), null, null)
          : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// The next file of the listing.
  private @Nullable Entry next() throws IOException {
    while (!levels.isEmpty()) {
      Iterator<Entry> level = levels.peek();
      if (!level.hasNext()) {
        levels.pop();
        continue;
      }
      Entry entry = level.next();
      if (!entry.isDirectory()) {
        if (entry.key().startsWith(prefix) && isAfter(entry.key())) {
          return entry;
        }
      } else if (mayHold(entry.key())) {
        levels.push(entries(entry.key(), root.resolve(entry.key())));
      }
    }
    return null;
  }

  private boolean mayHold(String directoryKey) {
    boolean inPrefix = directoryKey.startsWith(prefix) || prefix.startsWith(directoryKey);
    return inPrefix
        && (after == null || after.value().startsWith(directoryKey) || isAfter(directoryKey));
  }

  private boolean isAfter(String key) {
    return after == null || compare(key, after.value()) > 0;
  }

  private Iterator<Entry> entries(String parentKey, Path directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = directories.open(directory)) {
      for (Path path : stream) {
        Entry entry = entry(parentKey, path);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (directory.equals(root)) {
        throw e;
      }
      // The tree may change below a listing; what went away is not in it.
      return List.<Entry>of().iterator();
    }
    entries.sort(null);
    return entries.iterator();
  }

  /// What a path is to the store; null where it is nothing: a link, a device, or no valid key.
  private static @Nullable Entry entry(String parentKey, Path path) throws IOException {
    Path fileName = path.getFileName();
    String name = fileName.toString();
    // A name whose bytes are not UTF-8 does not come back from its text.
    boolean faithful = fileName.getFileSystem().getPath(name).equals(fileName);
    if (!faithful || !ObjectKey.isValid(parentKey + name)) {
      return null;
    }
    try {
      BasicFileAttributes attributes = attributes(path);
      if (attributes.isDirectory()) {
        return new Entry(parentKey + name + "/");
      }
      return attributes.isRegularFile() ? new Entry(parentKey + name) : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
