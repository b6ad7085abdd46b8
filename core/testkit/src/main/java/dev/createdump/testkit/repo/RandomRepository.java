package dev.createdump.testkit.repo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// A repository with a random tree and random edits to it; the same for the same seed.
///
/// @param directory the work tree, empty
/// @param base the commit before the edits
/// @param head the commit after them
/// @param changedPaths every path that differs, in byte order
public record RandomRepository(
    Path directory, String base, String head, List<GitPath> changedPaths) {
  private static final String[] PARTS = {
    "a", "b", "src", "x y", "\u00c3\u00a9", "\u00ff", "q\"", "t\t", "n\n", "\\", "-", "c.txt", ".h"
  };
  private static final String[] LINES = {
    "",
    "a",
    "b",
    "\r",
    "-- a/x",
    "++ b/x",
    "@@ -1 +1 @@",
    "\\ No newline",
    "diff --git a/a b/a",
    "\u00e9",
    "a longer line that several files may have",
    "\t",
    " "
  };

  /// @param directory empty or absent
  public static RandomRepository create(long seed, Path directory) {
    SplittableRandom random = new SplittableRandom(seed);
    TreePair trees = new TreePair();
    for (GitPath path : paths(random)) {
      place(trees, path, random);
    }
    RepoBuilder repo = RepoBuilder.init(directory);
    String base = repo.commit("main", "base", edits -> edits.tree(trees.before));
    String head = repo.commit("main", "head", edits -> edits.tree(trees.after));
    return new RandomRepository(directory, base, head, trees.changedPaths());
  }

  /// Up to forty paths, none of which is a directory of another.
  private static List<GitPath> paths(SplittableRandom random) {
    TreeSet<String> names = new TreeSet<>();
    for (int i = random.nextInt(1, 40); i > 0; i--) {
      StringBuilder name = new StringBuilder(pick(random, PARTS));
      for (int depth = random.nextInt(3); depth > 0; depth--) {
        name.append('/').append(pick(random, PARTS));
      }
      names.add(name.toString());
    }
    List<GitPath> paths = new ArrayList<>();
    for (String name : names) {
      if (names.subSet(name + "/", name + "0").isEmpty()) {
        paths.add(new GitPath(name));
      }
    }
    return paths;
  }

  private static void place(TreePair trees, GitPath path, SplittableRandom random) {
    TreeEntry old = entry(random);
    switch (random.nextInt(6)) {
      case 0 -> trees.before.put(path, old);
      case 1 -> trees.after.put(path, old);
      case 2 -> trees.changed(path, old, old);
      case 3 -> trees.changed(path, old, entry(random));
      case 4 -> trees.changed(path, old, old.isSubmodule() ? entry(random) : edited(old, random));
      default -> moved(trees, path, old);
    }
  }

  /// Moves an entry into a directory that takes its name; a link beside it instead, because git
  /// 2.39 does not apply its own patch where a link moves below its old path ("affected file is
  /// beyond a symbolic link").
  private static void moved(TreePair trees, GitPath path, TreeEntry entry) {
    String to = path.latin1() + (entry.mode().equals("120000") ? " moved" : "/moved");
    trees.before.put(path, entry);
    trees.after.put(new GitPath(to), entry);
  }

  private static TreeEntry entry(SplittableRandom random) {
    byte[] content = content(random);
    return switch (random.nextInt(10)) {
      case 0 -> TreeEntry.symlink("to/" + random.nextInt(5));
      case 1 -> TreeEntry.submodule(Integer.toString(random.nextInt(1, 10)).repeat(40));
      case 2 -> new TreeEntry("100755", content);
      default -> TreeEntry.file(content);
    };
  }

  private static TreeEntry edited(TreeEntry old, SplittableRandom random) {
    String text = new String(old.content(), StandardCharsets.ISO_8859_1);
    int at = random.nextInt(text.length() + 1);
    String changed = text.substring(0, at) + pick(random, LINES) + "\n" + text.substring(at);
    boolean link = old.mode().equals("120000");
    return link
        ? TreeEntry.symlink("edited")
        : new TreeEntry(old.mode(), changed.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] content(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(pick(random, LINES)).append(i > 1 || random.nextBoolean() ? "\n" : "");
    }
    if (random.nextInt(8) == 0) {
      text.append('\0');
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String pick(SplittableRandom random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
