package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TestDumps;
import dev.createdump.engine.dump.TestFile;
import dev.createdump.engine.patch.ChangeStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Pages that several tests look at.
final class Pages {
  /// Runs in a browser that takes any of the hostile texts for markup or script.
  static final String TRAP = "window.trapped=1";

  private Pages() {}

  static byte[] render(Dump dump) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new HtmlRenderer().render(dump, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String text(Dump dump) {
    return new String(render(dump), StandardCharsets.UTF_8);
  }

  /// One file of every kind.
  static Dump everything() {
    TestDumps dump = TestDumps.dump().note("The rename search was skipped for 3 files.");
    dump.file(TestFile.added("docs/new.md", "# New", "", "text").language("Markdown"));
    dump.file(
        TestFile.file("src/Edited.java")
            .language("Java")
            .patch(
                """
                @@ -9,3 +9,4 @@ class Edited {
                 int a;
                -int b = 1;
                +int b = 2;
                +int c;
                 int d;
                @@ -40 +41 @@
                -old
                \\ No newline at end of file
                +new
                """)
            .content("class Edited {\n\n}\n".getBytes(StandardCharsets.UTF_8)));
    dump.file(TestFile.file("gone.txt").status(ChangeStatus.DELETED).patch("@@ -1 +0,0 @@\n-x\n"));
    dump.file(
        TestFile.file("src/b.sh")
            .renamedFrom("src/a.sh", 90)
            .modes("100644", "100755")
            .patch("@@ -1 +1 @@\n-a\n+b\n"));
    dump.file(
        TestFile.file("moved.txt")
            .renamedFrom("here.txt", 100)
            .ids(TestDumps.id(5), TestDumps.id(5)));
    dump.file(TestFile.file("empty.txt").status(ChangeStatus.ADDED));
    dump.file(TestFile.file("logo.png").state(FileState.BINARY, "").patch(new byte[12_345]));
    dump.file(TestFile.file("big.json").state(FileState.TOO_LARGE, "limit").patch(new byte[99]));
    dump.file(TestFile.file("x.lock").state(FileState.EXCLUDED, "rule *.lock of create-dump.toml"));
    dump.file(TestFile.file("odd.bin").state(FileState.UNDECODABLE, "").patch(new byte[7]));
    dump.file(
        TestFile.file("lib")
            .state(FileState.SUBMODULE, "")
            .patch("@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n"));
    dump.file(
        TestFile.file("app.yml")
            .state(FileState.REDACTED, "1 secret hidden")
            .patch("@@ -1 +1 @@\n-key: a\n+key: [github-token h:1f0c9a]\n"));
    dump.finding(finding(DumpFinding.Kind.TODO, DumpFinding.Change.INTRODUCED, 1, 11));
    dump.finding(finding(DumpFinding.Kind.TODO, DumpFinding.Change.RESOLVED, 1, 10));
    dump.finding(finding(DumpFinding.Kind.SECRET, DumpFinding.Change.PRESENT, 11, 1));
    dump.finding(finding(DumpFinding.Kind.SECRET, DumpFinding.Change.INTRODUCED, 11, 1));
    return dump.build();
  }

  private static DumpFinding finding(
      DumpFinding.Kind kind, DumpFinding.Change change, int file, int line) {
    return TestDumps.finding(kind, change, file, "file " + file, line, "the text");
  }

  /// Names, titles and lines that try to be markup, script, or something else than they look like.
  static Dump hostile() {
    String script = "<script>" + TRAP + "</script>";
    String breakout = "\"'></bdi></a></td></title></style></pre></textarea>" + script;
    String image = "<img src=x onerror=" + TRAP + ">";
    TestDumps dump =
        TestDumps.dump()
            .title("</title>" + script + image + "\u202Etitle")
            .pullRequestUrl("javascript:" + TRAP)
            .note(breakout + image);
    dump.file(TestFile.added(breakout + "\n\u200B/" + image, breakout, image, "</pre>" + script));
    dump.file(
        TestFile.added(
            "trojan.c",
            "if (access\u202E \u2066// admin\u2069 \u2066) {",
            "\u0000\u001B[2J\u0008",
            "<!--",
            "]]><![CDATA[",
            "--><style>*{display:none}</style>",
            "&lt;script&gt;",
            "<base href=//evil.example><link rel=stylesheet href=//evil.example/x.css>"));
    dump.file(
        TestFile.file("a\" onmouseover=\"" + TRAP + ".txt")
            .renamedFrom("javascript:" + TRAP, 80)
            .state(FileState.EXCLUDED, breakout)
            .language(image));
    dump.file(
        TestFile.file("headings.c").patch("@@ -1 +1 @@ " + breakout + "\n-" + script + "\n+ok\n"));
    dump.finding(
        TestDumps.finding(
            DumpFinding.Kind.SECRET, DumpFinding.Change.INTRODUCED, 0, breakout, 1, image));
    return dump.build();
  }

  /// Very many files, some of them long.
  static Dump large(int files) {
    TestDumps dump = TestDumps.dump();
    for (int i = 0; i < files; i++) {
      String[] lines = new String[20 + (i % 100 == 0 ? 2_000 : i % 60)];
      Arrays.setAll(lines, n -> "    call(\"some text\", " + n + ", x < y);");
      dump.file(
          TestFile.added(
                  "module%02d/src/part%03d/File%05d.java".formatted(i / 100, i / 10, i), lines)
              .language("Java"));
    }
    return dump.build();
  }
}
