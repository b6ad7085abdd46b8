package dev.createdump.testkit.repo;

import java.util.List;

/// Names that break who splits on blanks, trusts quotes, decodes as UTF-8, or prints as they are.
final class HostileNames {
  private static final List<String> TEXT_NAMES =
      List.of(
          "names/with space",
          "names/ leading",
          "names/trailing ",
          "names/double  space",
          "names/\"quoted\"",
          "names/it's",
          "names/back\\slash",
          "names/ends\\",
          "names/tab\there",
          "names/line\nfeed",
          "names/carriage\rreturn",
          "names/bell\u0007",
          "names/del\u007f",
          "names/\u001b[31mred\u001b[0m",
          "names/ünïcödé",
          "names/日本語",
          "names/emoji-\ud83d\ude00",
          "names/rtl-\u202egpj.exe",
          "names/zero\u200bwidth",
          "names/nbsp\u00a0",
          "names/bom\ufeff",
          "names/nfc-\u00e9",
          "names/nfc-e\u0301",
          "-leading-dash",
          "--option=value",
          "-- ",
          "names/-",
          "a/prefix",
          "b/prefix",
          "a/b/a/b",
          "names/x b/y",
          "names/a b/names/a",
          "names/ b/ b/ b",
          "dev/null",
          "names/*?[glob]",
          "names/!bang",
          "names/#hash",
          "names/$(id)",
          "names/`id`",
          "names/;rm -rf",
          "names/|pipe",
          "names/&amp;",
          "names/<script>alert(1)",
          "names/%2e%2e",
          "names/@user",
          "names/:colon",
          "names/~tilde",
          "names/[link](evil)",
          "names/...",
          "names/..x",
          "names/. ",
          "names/.gitx",
          "names/.git.txt",
          "names/git",
          "names/.GITHUB",
          "names/.gitignore",
          ".gitlab",
          "names/CON",
          "names/aux.txt",
          "names/=== b/x",
          "names/{a => b}",
          "names/a => b",
          "names/@@ -1 +1 @@",
          "names/\\303\\251",
          "names/\"\\303\\251\"",
          "names/HEAD",
          "names/refs/heads/main",
          "names/0000000000000000000000000000000000000000");

  /// Not UTF-8, and one that is Latin-1 on one side of a slash and UTF-8 on the other.
  private static final List<String> BYTE_NAMES =
      List.of(
          "names/latin1-\u00e9",
          "names/\u00ff\u00fe",
          "names/cut-\u00c3",
          "names/\u00e9/\u00c3\u00a9");

  private HostileNames() {}

  static void addTo(TreePair trees) {
    for (String name : TEXT_NAMES) {
      trees.changed(name, TreeEntry.file("old " + name), TreeEntry.file("new " + name));
    }
    for (String name : BYTE_NAMES) {
      trees.changed(new GitPath(name), TreeEntry.file("old\n"), TreeEntry.file("new\n"));
    }
    trees.added("names/added with space", TreeEntry.file("x\n"));
    trees.added("names/added\ttab\nfeed", TreeEntry.file(""));
    trees.deleted("names/deleted \"quote", TreeEntry.file("x\n"));
    trees.deleted("names/deleted empty ", TreeEntry.file(""));
    String deep = "deep/".repeat(300) + "file";
    trees.changed(deep, TreeEntry.file("one\n"), TreeEntry.file("two\n"));
    trees.added("deep/" + "n".repeat(255), TreeEntry.file("the longest name a disk takes\n"));
  }
}
