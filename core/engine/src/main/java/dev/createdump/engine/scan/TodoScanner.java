package dev.createdump.engine.scan;

import dev.createdump.engine.language.CommentSyntax;
import dev.createdump.engine.patch.PatchCursor;
import dev.createdump.engine.scan.Finding.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Looks for to-dos in the comments of a patch: a tag as a whole word, in the case it is given in.
/// Immutable.
public final class TodoScanner {
  /// The tags looked for where nobody says otherwise.
  public static final List<String> DEFAULT_TAGS =
      List.of("TODO", "FIXME", "HACK", "XXX", "BUG", "TECH_DEBT");

  /// A to-do's text is cut here, in bytes.
  private static final int LONGEST_TEXT = 400;

  private final List<String> tags;
  private final byte[][] tagBytes;
  private final boolean[] firstBytes = new boolean[256];

  /// @param tags the words that mark a to-do, such as `TODO`
  public TodoScanner(List<String> tags) {
    this.tags =
        tags.stream()
            .map(t -> new String(t.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
            .toList();
    this.tagBytes = new byte[tags.size()][];
    for (int i = 0; i < tagBytes.length; i++) {
      tagBytes[i] = tags.get(i).getBytes(StandardCharsets.UTF_8);
      firstBytes[tagBytes[i][0] & 0xFF] = true;
    }
  }

  private record Line(byte kind, int start, int end, int oldLine, int newLine) {}

  /// The to-dos in a file's section of a patch, first those of the new side in the order of its
  /// lines, then the removed ones.
  ///
  /// @param section the section
  /// @param syntax how the file's language writes comments
  public List<Finding> scanPatch(byte[] section, CommentSyntax syntax) {
    if (!mayHoldTag(section)) {
      return List.of();
    }
    CommentReader reader = new CommentReader(CommentReader.asBytes(syntax));
    List<Finding> found = new ArrayList<>();
    List<Finding> removed = new ArrayList<>();
    PatchCursor cursor = new PatchCursor(section);
    while (cursor.nextHunk()) {
      List<Line> lines = linesOf(cursor);
      scanSide(section, lines, '-', reader, found);
      scanSide(section, lines, '+', reader, removed);
    }
    found.addAll(removed);
    return List.copyOf(found);
  }

  /// One pass over the bytes, as most sections hold no tag at all.
  private boolean mayHoldTag(byte[] section) {
    for (int i = 0; i < section.length; i++) {
      if (firstBytes[section[i] & 0xFF] && startsWithTag(section, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWithTag(byte[] section, int at) {
    for (byte[] tag : tagBytes) {
      // The last byte first, as it is most often another one.
      if (at + tag.length <= section.length
          && section[at + tag.length - 1] == tag[tag.length - 1]
          && Arrays.equals(section, at, at + tag.length, tag, 0, tag.length)) {
        return true;
      }
    }
    return false;
  }

  private static List<Line> linesOf(PatchCursor cursor) {
    List<Line> lines = new ArrayList<>();
    while (cursor.nextLine()) {
      if (cursor.kind() != '\\') {
        lines.add(
            new Line(
                cursor.kind(),
                cursor.lineStart(),
                cursor.lineEnd(),
                cursor.oldLine(),
                cursor.newLine()));
      }
    }
    return lines;
  }

  /// Scans the side that lacks the lines of one kind. Context counts on the new side alone.
  private void scanSide(
      byte[] section, List<Line> lines, char lacking, CommentReader reader, List<Finding> found) {
    List<Line> side = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Line line : lines) {
      if (line.kind != lacking) {
        side.add(line);
        texts.add(CommentReader.text(section, line.start, line.end));
      }
    }
    reader.start(texts);
    for (int i = 0; i < side.size(); i++) {
      Line line = side.get(i);
      for (CommentReader.Stretch comment : reader.read(texts.get(i))) {
        if (lacking == '-' || line.kind == '-') {
          addTodo(section, line, texts.get(i), comment, found);
        }
      }
    }
  }

  private void addTodo(
      byte[] section, Line line, String text, CommentReader.Stretch comment, List<Finding> found) {
    int first = Integer.MAX_VALUE;
    String tag = "";
    for (String candidate : tags) {
      int at = wordIn(text, candidate, comment);
      if (at >= 0 && at < first) {
        first = at;
        tag = candidate;
      }
    }
    if (tag.isEmpty()) {
      return;
    }
    int end = Math.min(comment.to(), first + LONGEST_TEXT);
    while (end > first && text.charAt(end - 1) <= ' ') {
      end--;
    }
    Range range = new Range(line.start + first, line.start + end);
    found.add(
        new Finding(
            Finding.Kind.TODO,
            new String(tag.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
            change(line.kind),
            line.kind == '-' ? line.oldLine : line.newLine,
            first + 1,
            List.of(range),
            FoundValue.of(section, line.start + first, line.start + end)));
  }

  private static Change change(byte kind) {
    return switch (kind) {
      case '+' -> Change.INTRODUCED;
      case '-' -> Change.RESOLVED;
      default -> Change.PRESENT;
    };
  }

  private static int wordIn(String text, String word, CommentReader.Stretch within) {
    int at = text.indexOf(word, within.from());
    while (at >= 0 && at + word.length() <= within.to()) {
      int end = at + word.length();
      boolean starts = at == 0 || !isWordCharacter(text.charAt(at - 1));
      boolean ends = end == text.length() || !isWordCharacter(text.charAt(end));
      if (starts && ends) {
        return at;
      }
      at = text.indexOf(word, at + 1);
    }
    return -1;
  }

  private static boolean isWordCharacter(char c) {
    return c == '_'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c > 127;
  }
}
