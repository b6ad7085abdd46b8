package dev.createdump.testkit.repo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Contents that break who assumes UTF-8, line feeds, a final newline, short lines, or good will.
final class HostileContents {
  private static final int LONG_LINE = 8 << 20;

  private HostileContents() {}

  static void addTo(TreePair trees) {
    addLineEnds(trees);
    addEncodings(trees);
    addBinaries(trees);
    addPatchSyntax(trees);
    addMarkup(trees);
    addAttributes(trees);
    trees.changed("text/one long line", oneLine('a'), oneLine('b'));
  }

  private static TreeEntry oneLine(char last) {
    byte[] line = new byte[LONG_LINE];
    Arrays.fill(line, (byte) 'x');
    line[LONG_LINE - 1] = (byte) last;
    return TreeEntry.file(line);
  }

  private static void addLineEnds(TreePair trees) {
    text(trees, "ends/none before", "a\nb", "a\nb\n");
    text(trees, "ends/none after", "a\nb\n", "a\nb");
    text(trees, "ends/none on both", "a\nb", "a\nc");
    text(trees, "ends/none and same last line", "a\nb\nlast", "x\nb\nlast");
    text(trees, "ends/one byte", "a", "b");
    text(trees, "ends/only line feeds", "\n", "\n\n\n");
    text(trees, "ends/crlf", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n");
    text(trees, "ends/crlf to lf", "a\r\nb\r\n", "a\nb\n");
    text(trees, "ends/lf to crlf", "a\nb\n", "a\r\nb\r\n");
    text(trees, "ends/mixed", "a\nb\r\nc\rd\n", "a\nb\r\nC\rd\r\n");
    text(trees, "ends/lone cr", "a\rb\rc", "a\rB\rc");
    text(trees, "ends/cr without final newline", "a\r\nb\r", "a\r\nc\r");
    text(
        trees,
        "ends/other separators",
        "a\u2028b\u2029c\u0085d\u000be\n",
        "a\u2028B\u2029c\u0085d\f\n");
    text(trees, "ends/trailing blanks", "a  \n\t\n", "a\t \n  \n");
    trees.added("ends/added without newline", TreeEntry.file("a"));
    trees.deleted("ends/deleted without newline", TreeEntry.file("a"));
  }

  private static void addEncodings(TreePair trees) {
    String old = "\u00fcber\nna\u00efve\n";
    String now = "\u00dcber\nna\u00efve\n";
    encoded(trees, "encodings/latin1", old, now, StandardCharsets.ISO_8859_1);
    encoded(
        trees,
        "encodings/windows-1252",
        "\u20ac\u201cx\u201d\n",
        "\u20ac\u201cy\u201d\n",
        Charset.forName("windows-1252"));
    encoded(trees, "encodings/utf16le", "\ufeff" + old, "\ufeff" + now, StandardCharsets.UTF_16LE);
    encoded(trees, "encodings/utf16be", "\ufeff" + old, "\ufeff" + now, StandardCharsets.UTF_16BE);
    text(trees, "encodings/utf8 with bom", "\ufeff" + old, "\ufeff" + now);
    text(trees, "encodings/bom added", old, "\ufeff" + old);
    bytes(
        trees,
        "encodings/invalid utf8",
        new byte[] {'a', (byte) 0xff, '\n', (byte) 0xc3, '\n'},
        new byte[] {'b', (byte) 0xff, '\n', (byte) 0xe2, (byte) 0x82, '\n'});
    bytes(
        trees,
        "encodings/overlong",
        new byte[] {(byte) 0xc0, (byte) 0xaf, '\n'},
        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80, '\n'});
    // git looks for a NUL in the first 8000 bytes only: this one is text to it.
    String late = "line\n".repeat(2000);
    text(trees, "encodings/late nul", late + "\0a\n", late + "\0b\n");
  }

  private static void addBinaries(TreePair trees) {
    byte[] large = noise(1, 100_000);
    byte[] patched = large.clone();
    patched[50_000] ^= 1;
    trees.added("binaries/added.bin", TreeEntry.file(noise(2, 3000)));
    bytes(trees, "binaries/modified.bin", noise(3, 3000), noise(4, 2000));
    bytes(trees, "binaries/one byte in many.bin", large, patched);
    bytes(trees, "binaries/grown.bin", large, Arrays.copyOf(large, 120_000));
    trees.deleted("binaries/deleted.bin", TreeEntry.file(noise(5, 3000)));
    bytes(trees, "binaries/from empty.bin", new byte[0], noise(6, 10));
    bytes(trees, "binaries/to empty.bin", noise(7, 10), new byte[0]);
    bytes(trees, "binaries/from text", "text\n".getBytes(StandardCharsets.UTF_8), noise(8, 500));
    bytes(trees, "binaries/to text", noise(9, 500), "text\n".getBytes(StandardCharsets.UTF_8));
    trees.renamed(
        "binaries/moved.bin",
        "binaries/moved b/moved.bin",
        TreeEntry.file(large),
        TreeEntry.file(large));
    text(trees, "lfs/changed.psd", pointer('a', 100), pointer('b', 200));
    trees.added("lfs/added.psd", TreeEntry.file(pointer('c', 300)));
    trees.changed(
        "lfs/from file.psd", TreeEntry.file(noise(10, 400)), TreeEntry.file(pointer('d', 400)));
    text(trees, "lfs/almost.psd", "version https://git-lfs.github.com/spec/v1\n", pointer('e', 1));
  }

  private static void addPatchSyntax(TreePair trees) {
    String syntax =
        """
        diff --git a/x b/x
        index 0000000..1111111 100644
        --- a/x
        +++ b/x
        @@ -1,1 +1,1 @@
        -- \s
        ++ b/y
        -old
        +new
        \\ No newline at end of file
        GIT binary patch
        literal 0
        HcmV?d00001
        Binary files a/x and b/x differ
        rename from x
        similarity index 100%
        Submodule x 1111111..2222222:
        --\s
        2.39.5
        """;
    text(trees, "patches/as content", syntax, syntax.replace("x", "z"));
    trees.added("patches/added", TreeEntry.file(syntax));
    trees.deleted("patches/deleted", TreeEntry.file(syntax));
    text(trees, "patches/dashes", "-- a/x\n++ b/x\n", "-- a/y\n++ b/y\n@@ -1 +1 @@\n");
    text(trees, "patches/no newline mark", "\\ No newline at end of file", "\\ No newline\n");
  }

  private static void addMarkup(TreePair trees) {
    text(
        trees,
        "markup/fences.md",
        "`".repeat(40) + "\n~~~~~~\n",
        "`".repeat(41) + "\n~~~~~~~\n```");
    text(
        trees,
        "markup/page.html",
        "<p>\n",
        "<script>alert(1)</script><img src=x onerror=alert(2)>\n</script></style>-->]]>&lt;\n");
    text(trees, "markup/mentions.md", "x\n", "@octocat @org/team #1 GH-2 !3 owner/repo#4\n");
    text(
        trees, "markup/links.md", "x\n", "[a](javascript:alert(1)) ![b](http://e.example/p.png)\n");
    text(trees, "markup/table.md", "|a|\n", "|a|b\\|c|\n|-|-|\n<!-- create-dump -->\n");
    text(
        trees, "markup/bidi.c", "/* x */\n", "/*\u202e } \u2066if (admin)\u2069 \u2066 begin */\n");
    text(trees, "markup/zero width", "admin\n", "ad\u200bm\u200din\u2060\ufeff\u00ad\u180e\n");
    text(trees, "markup/tags", "x\n", "x\udb40\udc41\udb40\udc42\ufe0f\n");
    text(trees, "markup/controls", "x\n", "\u0001\u0002\b\u000b\f\u001f\u007f\u0080\u009f\n");
    text(
        trees,
        "markup/ansi",
        "x\n",
        "\u001b[2J\u001b]0;title\u0007\u001b]8;;http://e\u0007\u009b31m\n");
    text(
        trees, "markup/workflow.log", "x\n", "::error::x\n::set-output name=a::b\n::add-mask::e\n");
    text(trees, "markup/data.json", "{}\n", "{\"</script>\":\"\\u2028\",\"__proto__\":1}\n");
  }

  /// Attributes that ask git to hide, convert or run; the files they name change too.
  private static void addAttributes(TreePair trees) {
    text(
        trees,
        ".gitattributes",
        "*.hidden -diff\n",
        """
        *.hidden -diff
        *.bin binary
        *.dropped export-ignore
        *.subst export-subst ident
        *.conv diff=trap-textconv
        *.cmd diff=trap-command
        *.filtered filter=trap
        *.lf text eol=lf
        *.crlf text eol=crlf
        *.wide working-tree-encoding=UTF-16LE
        *.psd filter=lfs diff=lfs merge=lfs -text
        *.gen linguist-generated linguist-vendored
        *.lang linguist-language=Text
        [attr]everything diff=trap-command filter=trap
        "attributes/macro file" everything
        """);
    for (String suffix :
        new String[] {"hidden", "dropped", "subst", "conv", "cmd", "filtered", "gen", "lang"}) {
      text(trees, "attributes/file." + suffix, "$Id$ old\n", "$Id$ new\n");
    }
    text(trees, "attributes/macro file", "old\n", "new\n");
    text(trees, "attributes/file.lf", "a\r\nb\r\n", "a\r\nB\r\n");
    text(trees, "attributes/file.crlf", "a\nb\n", "a\nB\n");
    text(trees, "attributes/file.wide", "a\nb\n", "a\nB\n");
    text(trees, "attributes/nested/.gitattributes", "* -text\n", "* -diff -text\n");
    text(trees, "attributes/nested/hidden.txt", "a\n", "b\n");
  }

  private static String pointer(char digit, int size) {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:"
        + String.valueOf(digit).repeat(64)
        + "\nsize "
        + size
        + "\n";
  }

  private static void text(TreePair trees, String path, String old, String now) {
    trees.changed(path, TreeEntry.file(old), TreeEntry.file(now));
  }

  private static void bytes(TreePair trees, String path, byte[] old, byte[] now) {
    trees.changed(path, TreeEntry.file(old), TreeEntry.file(now));
  }

  private static void encoded(
      TreePair trees, String path, String old, String now, Charset charset) {
    bytes(trees, path, old.getBytes(charset), now.getBytes(charset));
  }

  private static byte[] noise(long seed, int length) {
    byte[] noise = new byte[length];
    new SplittableRandom(seed).nextBytes(noise);
    noise[0] = 0;
    return noise;
  }
}
