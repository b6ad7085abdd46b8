package dev.createdump.engine.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One page of the objects in a directory tree, in the order of their keys' UTF-8 bytes.
///
/// The tree is walked in that order, since within a directory sorting the names does it, if a
/// directory's name counts with its slash. Memory holds the directories on the way to the current
/// one; directories that end before the page begins, or lie outside of the prefix, are not read.
final class FileListing {
  private final Path root;
  private final String prefix;
  private final @Nullable ObjectKey after;
  private final int max;
  private final List<ObjectStat> page = new ArrayList<>();

  FileListing(Path root, String prefix, @Nullable ObjectKey after, int max) {
    this.root = root;
    this.prefix = prefix;
    this.after = after;
    this.max = max;
  }

  /// A file, or a directory whose key ends with a slash.
  private record Entry(String key, Path path, BasicFileAttributes attributes)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Arrays.compareUnsigned(key.getBytes(UTF_8), other.key.getBytes(UTF_8));
    }
  }

  ListPage page() throws IOException {
    if (walk("", root)) {
      return new ListPage(page, null);
    }
    return new ListPage(page, FileToken.after(page.getLast().key(), prefix));
  }

  /// Adds what is in a directory.
  ///
  /// @return whether the directory was walked to its end; false where the page was full before
  private boolean walk(String parentKey, Path directory) throws IOException {
    for (Entry entry : entries(parentKey, directory)) {
      if (entry.attributes().isDirectory()) {
        if (mayHold(entry.key()) && !walk(entry.key(), entry.path())) {
          return false;
        }
      } else if (isOnPage(entry.key())) {
        if (page.size() == max) {
          return false;
        }
        ObjectKey key = new ObjectKey(entry.key());
        page.add(new ObjectStat(key, entry.attributes().size(), Map.of(), null, null));
      }
    }
    return true;
  }

  private boolean mayHold(String directoryKey) {
    boolean inPrefix = directoryKey.startsWith(prefix) || prefix.startsWith(directoryKey);
    return inPrefix
        && (after == null || after.value().startsWith(directoryKey) || isAfter(directoryKey));
  }

  private boolean isOnPage(String key) {
    return key.startsWith(prefix) && isAfter(key);
  }

  private boolean isAfter(String key) {
    return after == null
        || Arrays.compareUnsigned(key.getBytes(UTF_8), after.value().getBytes(UTF_8)) > 0;
  }

  private List<Entry> entries(String parentKey, Path directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
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
      return List.of();
    }
    entries.sort(null);
    return entries;
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
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        return new Entry(parentKey + name + "/", path, attributes);
      }
      return attributes.isRegularFile() ? new Entry(parentKey + name, path, attributes) : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
