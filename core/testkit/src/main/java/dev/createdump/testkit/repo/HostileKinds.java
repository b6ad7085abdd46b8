package dev.createdump.testkit.repo;

import java.util.SplittableRandom;

/// Renames, copies, modes, links, submodules, and paths that become another kind of thing.
final class HostileKinds {
  private static final String COMMIT_A = "1".repeat(40);
  private static final String COMMIT_B = "2".repeat(40);

  private HostileKinds() {}

  static void addTo(TreePair trees) {
    addRenamesAndCopies(trees);
    addModes(trees);
    addLinks(trees);
    addSubmodules(trees);
    addSwappedKinds(trees);
  }

  private static void addRenamesAndCopies(TreePair trees) {
    TreeEntry exact = TreeEntry.file(prose(1, 40));
    trees.renamed("moves/exact", "moves/exact moved", exact, exact);
    trees.renamed(
        "moves/far/away",
        "moved/near",
        TreeEntry.file(prose(2, 40)),
        TreeEntry.file(prose(2, 40) + "one more line\n"));
    trees.renamed(
        "moves/case.txt",
        "moves/Case.txt",
        TreeEntry.file(prose(3, 20)),
        TreeEntry.file(prose(3, 20)));
    trees.renamed(
        "moves/mode",
        "moves/mode-moved",
        TreeEntry.file(prose(4, 20)),
        TreeEntry.executable(prose(4, 20)));
    // git looks for copies of files that the same change touches.
    trees.changed(
        "copies/source", TreeEntry.file(prose(5, 40)), TreeEntry.file(prose(5, 40) + "changed\n"));
    trees.added("copies/exact", TreeEntry.file(prose(5, 40)));
    trees.added("copies/inexact", TreeEntry.file("first\n" + prose(5, 40)));
    trees.added("copies/again b/copies/again", TreeEntry.file(prose(5, 40) + "last\n"));
    trees.unchanged("copies/quiet source", TreeEntry.file(prose(6, 40)));
    trees.added("copies/of the quiet source", TreeEntry.file(prose(6, 40)));
    // Two files trade places.
    trees.changed("moves/swap-1", TreeEntry.file(prose(7, 30)), TreeEntry.file(prose(8, 30)));
    trees.changed("moves/swap-2", TreeEntry.file(prose(8, 30)), TreeEntry.file(prose(7, 30)));
  }

  private static void addModes(TreePair trees) {
    trees.changed("modes/made executable", TreeEntry.file("x\n"), TreeEntry.executable("x\n"));
    trees.changed("modes/made plain", TreeEntry.executable("x\n"), TreeEntry.file("x\n"));
    trees.changed("modes/and content", TreeEntry.file("x\n"), TreeEntry.executable("y\n"));
    trees.changed("modes/empty", TreeEntry.file(""), TreeEntry.executable(""));
    trees.added("modes/added", TreeEntry.executable("#!/bin/sh\n"));
    trees.deleted("modes/deleted", TreeEntry.executable("#!/bin/sh\n"));
  }

  private static void addLinks(TreePair trees) {
    trees.added("links/added", TreeEntry.symlink("target"));
    trees.added("links/outside", TreeEntry.symlink("/etc/passwd"));
    trees.added("links/above", TreeEntry.symlink("../../../../etc/shadow"));
    trees.added("links/line\nfeed", TreeEntry.symlink("a\nb\"c\\d\t\u00e9"));
    trees.added("links/to itself", TreeEntry.symlink("to itself"));
    trees.changed("links/changed", TreeEntry.symlink("old"), TreeEntry.symlink("new"));
    trees.deleted("links/deleted", TreeEntry.symlink("gone"));
    trees.changed("links/file to link", TreeEntry.file("was a file\n"), TreeEntry.symlink("x"));
    trees.changed("links/link to file", TreeEntry.symlink("x"), TreeEntry.file("is a file\n"));
    trees.changed("links/same bytes", TreeEntry.file("same"), TreeEntry.symlink("same"));
    trees.renamed(
        "links/moved",
        "links/moved away",
        TreeEntry.symlink("a long enough target"),
        TreeEntry.symlink("a long enough target"));
  }

  private static void addSubmodules(TreePair trees) {
    trees.changed(
        ".gitmodules",
        TreeEntry.file(modules("bumped", "removed")),
        TreeEntry.file(modules("added", "bumped")));
    trees.added("modules/added", TreeEntry.submodule(COMMIT_A));
    trees.changed("modules/bumped", TreeEntry.submodule(COMMIT_A), TreeEntry.submodule(COMMIT_B));
    trees.deleted("modules/removed", TreeEntry.submodule(COMMIT_A));
    trees.changed("modules/from file", TreeEntry.file("x\n"), TreeEntry.submodule(COMMIT_A));
    trees.changed("modules/to file", TreeEntry.submodule(COMMIT_A), TreeEntry.file("x\n"));
    trees.changed("modules/to link", TreeEntry.submodule(COMMIT_A), TreeEntry.symlink("x"));
    trees.deleted("modules/from directory/file", TreeEntry.file("x\n"));
    trees.added("modules/from directory", TreeEntry.submodule(COMMIT_B));
  }

  private static void addSwappedKinds(TreePair trees) {
    trees.deleted("kinds/file to directory", TreeEntry.file("a file\n"));
    trees.added("kinds/file to directory/inside", TreeEntry.file("inside\n"));
    trees.deleted("kinds/directory to file/a", TreeEntry.file("a\n"));
    trees.deleted("kinds/directory to file/b/c", TreeEntry.file("c\n"));
    trees.added("kinds/directory to file", TreeEntry.file("a file now\n"));
    trees.deleted("kinds/link to directory", TreeEntry.symlink("."));
    trees.added("kinds/link to directory/inside", TreeEntry.file("inside\n"));
    // The content moves into a directory that takes the file's own name.
    trees.deleted("kinds/nested", TreeEntry.file(prose(9, 30)));
    trees.added("kinds/nested/nested", TreeEntry.file(prose(9, 30)));
    trees.added("kinds/empty added", TreeEntry.file(""));
    trees.deleted("kinds/empty deleted", TreeEntry.file(""));
    trees.changed("kinds/empty filled", TreeEntry.file(""), TreeEntry.file("x\n"));
    trees.changed("kinds/emptied", TreeEntry.file("x\n"), TreeEntry.file(""));
  }

  private static String modules(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append("[submodule \"").append(name).append("\"]\n\tpath = modules/").append(name);
      text.append("\n\turl = ../").append(name).append(".git\n");
    }
    return text.toString();
  }

  /// Lines that are like no other file's, so that git finds the renames meant here and no others.
  private static String prose(long seed, int lines) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(Long.toString(random.nextLong(), Character.MAX_RADIX)).append('\n');
    }
    return text.toString();
  }
}
