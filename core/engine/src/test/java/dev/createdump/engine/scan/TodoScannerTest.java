package dev.createdump.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.language.CommentSyntax;
import dev.createdump.engine.language.CommentSyntax.Block;
import dev.createdump.engine.scan.Finding.Change;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TodoScannerTest {
  private static final CommentSyntax JAVA =
      new CommentSyntax(
          List.of("//"), List.of(new Block("/*", "*/")), List.of("\"\"\"", "\"", "'"));
  private static final CommentSyntax PYTHON =
      new CommentSyntax(List.of("#"), List.of(), List.of("\"\"\"", "\"", "'"));
  private static final CommentSyntax HTML =
      new CommentSyntax(List.of(), List.of(new Block("<!--", "-->")), List.of());

  private static List<String> todos(CommentSyntax syntax, String... lines) {
    long old = List.of(lines).stream().filter(line -> !line.startsWith("+")).count();
    long now = List.of(lines).stream().filter(line -> !line.startsWith("-")).count();
    String patch =
        "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -5,%d +7,%d @@\n%s\n"
            .formatted(old, now, String.join("\n", lines));
    byte[] bytes = patch.getBytes(StandardCharsets.UTF_8);
    return new TodoScanner(TodoScanner.DEFAULT_TAGS)
        .scanPatch(bytes, syntax).stream()
            .map(
                f -> {
                  Range range = f.ranges().getFirst();
                  String there =
                      new String(
                          bytes, (int) range.start(), (int) range.length(), StandardCharsets.UTF_8);
                  assertThat(there).isEqualTo(f.value().text());
                  return f.change()
                      + " "
                      + f.line()
                      + ":"
                      + f.column()
                      + " "
                      + f.rule()
                      + "|"
                      + there;
                })
            .toList();
  }

  @Test
  void tellsAddedRemovedAndContext() {
    assertThat(todos(JAVA, " int a; // TODO keep", "-// FIXME gone", "+  // HACK: new é  ", " x"))
        .containsExactly(
            "PRESENT 7:11 TODO|TODO keep",
            "INTRODUCED 8:6 HACK|HACK: new é",
            "RESOLVED 6:4 FIXME|FIXME gone");
  }

  @Test
  void readsCommentsAlone() {
    assertThat(
            todos(
                JAVA,
                "+String s = \"// TODO no\"; char c = '\"'; // TODO yes",
                "+int TODO = 1;",
                "+/* XXX a */ int b; /* BUG c",
                "+TECH_DEBT(me): inside",
                "+*/ TODO outside",
                "+// todo TODOLIST xTODO TODO_LIST MYTODO"))
        .containsExactly(
            "INTRODUCED 7:43 TODO|TODO yes",
            "INTRODUCED 9:4 XXX|XXX a",
            "INTRODUCED 9:23 BUG|BUG c",
            "INTRODUCED 10:1 TECH_DEBT|TECH_DEBT(me): inside");
  }

  @Test
  void knowsCommentsThatStartedBeforeTheHunk() {
    assertThat(todos(JAVA, "  * TODO starred", "+   FIXME plain", "  */", " int TODO;"))
        .containsExactly("PRESENT 7:4 TODO|TODO starred", "INTRODUCED 8:4 FIXME|FIXME plain");
    assertThat(todos(JAVA, "+   * TODO starred without end", "+ a = b;", "+ return TODO;"))
        .containsExactly("INTRODUCED 7:6 TODO|TODO starred without end");
  }

  @Test
  void readsOtherSyntaxes() {
    assertThat(todos(PYTHON, "+x = '#TODO' # TODO: p", "+TODO = 1"))
        .containsExactly("INTRODUCED 7:15 TODO|TODO: p");
    assertThat(todos(HTML, "+<p>TODO</p><!-- TODO a", "+ TODO(b) -->TODO"))
        .containsExactly("INTRODUCED 7:17 TODO|TODO a", "INTRODUCED 8:2 TODO|TODO(b)");
  }

  @Test
  void takesTagsAsGiven() {
    byte[] patch =
        "@@ -0,0 +1,2 @@\n+// à-faire plus tard\n+// TODO\n".getBytes(StandardCharsets.UTF_8);
    List<Finding> found = new TodoScanner(List.of("à-faire")).scanPatch(patch, JAVA);
    assertThat(found).extracting(Finding::rule).containsExactly("à-faire");
    assertThat(found.getFirst().value().text()).isEqualTo("à-faire plus tard");
  }

  @Test
  void settlesMovesWithinAndAcrossFiles() {
    Finding gone = todo("TODO  a  B", Change.RESOLVED);
    Finding back = todo("TODO a b", Change.INTRODUCED);
    Finding other = todo("TODO c", Change.INTRODUCED);
    assertThat(changes(List.of(List.of(gone, other), List.of(back, back))))
        .containsExactly(List.of(Change.INTRODUCED), List.of(Change.PRESENT, Change.INTRODUCED));
    assertThat(changes(List.of(List.of(back), List.of(gone, back), List.of(gone, gone))))
        .containsExactly(
            List.of(Change.PRESENT), List.of(Change.PRESENT), List.of(Change.RESOLVED));
  }

  @Test
  void settlesSecretsByTheirValueWhateverTheRule() {
    Finding gone = secret("password-assigned", "hunter#42", Change.RESOLVED);
    Finding back = secret("url-credentials", "hunter#42", Change.INTRODUCED);
    Finding other = secret("password-assigned", "hunter#43", Change.INTRODUCED);
    assertThat(changes(List.of(List.of(gone), List.of(back, other))))
        .containsExactly(List.of(), List.of(Change.PRESENT, Change.INTRODUCED));
  }

  private static List<List<Change>> changes(List<List<Finding>> files) {
    return Settlement.settle(files).stream()
        .map(file -> file.stream().map(Finding::change).toList())
        .toList();
  }

  private static Finding todo(String text, Change change) {
    return finding(Finding.Kind.TODO, "TODO", text, change);
  }

  private static Finding secret(String rule, String value, Change change) {
    return finding(Finding.Kind.SECRET, rule, value, change);
  }

  private static Finding finding(Finding.Kind kind, String rule, String text, Change change) {
    FoundValue value = FoundValue.of(text.getBytes(StandardCharsets.UTF_8));
    return new Finding(kind, rule, change, 1, 1, List.of(new Range(0, 1)), value);
  }
}
