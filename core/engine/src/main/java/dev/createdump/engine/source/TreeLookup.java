package dev.createdump.engine.source;

import static dev.createdump.engine.source.MissingBlobs.FETCH_ALL;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the file that a path names in a commit by reading the trees on its way, as `git cat-file`
/// answers alike for a path that is not there and for one whose content is not: in a partial clone
/// the second must not pass for the first.
final class TreeLookup {
  /// A tree of a million names has about 40 MB.
  private static final int MAX_TREE_BYTES = 64 << 20;

  private static final int TREE = 0040000;

  /// Files are asked for in a few directories of two commits.
  private static final int TREES_KEPT = 16;

  private final Objects objects;
  private final Map<String, Map<String, Item>> trees =
      new LinkedHashMap<>(TREES_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Item>> eldest) {
          return size() > TREES_KEPT;
        }
      };

  TreeLookup(Objects objects) {
    this.objects = objects;
  }

  /// Reads the first bytes of an object, or nothing where it is missing.
  @FunctionalInterface
  interface Objects {
    Optional<ObjectReader.Found> read(String name, int max) throws Failure;
  }

  private record Item(int mode, String id) {}

  /// The blob of a file or a link.
  ///
  /// @param path from the top, with `/` between its names
  /// @return nothing where there is no such file
  /// @throws Failure.Source where a tree on the way is missing
  synchronized Optional<ObjectId> blob(ObjectId commit, String path) throws Failure {
    Item at = new Item(TREE, commit.hex() + "^{tree}");
    for (String name : path.split("/", -1)) {
      Item next = at.mode() == TREE ? tree(at.id()).get(name) : null;
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    boolean isFile = at.mode() != TREE && at.mode() != FileMode.SUBMODULE;
    return isFile ? Optional.of(new ObjectId(at.id())) : Optional.empty();
  }

  private Map<String, Item> tree(String name) throws Failure {
    Map<String, Item> known = trees.get(name);
    if (known != null) {
      return known;
    }
    Optional<ObjectReader.Found> read = objects.read(name, MAX_TREE_BYTES);
    if (read.isEmpty()) {
      throw new Failure.Source("the tree " + name + " is missing from the repository", FETCH_ALL);
    }
    ObjectReader.Found found = read.get();
    if (!found.type().equals("tree") || found.size() > MAX_TREE_BYTES) {
      throw damaged(name);
    }
    Map<String, Item> entries = parse(name, found.head(), found.id().hex().length() / 2);
    trees.put(name, entries);
    return entries;
  }

  /// Reads `MODE NAME`, NUL and the bytes of an id, again and again.
  private static Map<String, Item> parse(String name, byte[] tree, int idBytes)
      throws Failure.Source {
    Map<String, Item> entries = new HashMap<>();
    int start = 0;
    while (start < tree.length) {
      int space = indexOf(tree, ' ', start);
      int end = indexOf(tree, 0, space);
      int next = end + 1 + idBytes;
      if (next > tree.length) {
        throw damaged(name);
      }
      entries.put(
          new String(tree, space + 1, end - space - 1, StandardCharsets.UTF_8),
          new Item(
              mode(tree, start, space),
              HexFormat.of().formatHex(Arrays.copyOfRange(tree, end + 1, next))));
      start = next;
    }
    return entries;
  }

  private static int mode(byte[] tree, int from, int to) {
    int mode = 0;
    for (int i = from; i < to; i++) {
      mode = mode * 8 + tree[i] - '0';
    }
    return mode;
  }

  /// The end where there is none.
  private static int indexOf(byte[] tree, int wanted, int from) {
    int at = from;
    while (at < tree.length && tree[at] != wanted) {
      at++;
    }
    return at;
  }

  private static Failure.Source damaged(String name) {
    return new Failure.Source(
        "the tree " + name + " is none that git would write", "Try `git fsck`.");
  }
}
