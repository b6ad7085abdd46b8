package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses the TOML that people write by hand: what is wrong, or rare, is left to the whole parser,
/// whose loading costs more than all else about a configuration. What this one takes, the other one
/// takes too and means the same by it, places included; a test compares them.
///
/// Left to the other: multi-line strings, numbers but plain integers, dates, keys with escapes,
/// tables that are opened twice or filled in from two places, characters beyond U+FFFF.
final class QuickToml {
  private static final int MAX_DEPTH = 12;

  /// How a table came to be, which decides who may add to it.
  private enum Made {
    HEADER,
    IMPLIED,
    DOTTED
  }

  /// A table while it is filled.
  private record Open(Map<String, Object> entries, Map<String, Place> places, Made made) {
    static Open by(Made made) {
      return new Open(new LinkedHashMap<>(), new HashMap<>(), made);
    }

    void put(String name, Object value, Place place) {
      entries.put(name, value);
      places.put(name, place);
    }
  }

  /// A list of tables while it is filled.
  private record Rows(List<Open> tables, List<Place> places) {}

  /// It is not for this parser.
  private static final class NotQuickException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotQuickException() {
      super("", null, false, false);
    }
  }

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  private QuickToml(String text) {
    this.text = text;
  }

  /// The root table, or null where the other parser is to be asked.
  static TomlNode.@Nullable Table parse(String text) {
    try {
      return new QuickToml(text).document();
    } catch (NotQuickException _) {
      return null;
    }
  }

  private static NotQuickException no() {
    return new NotQuickException();
  }

  private TomlNode.Table document() {
    Open root = Open.by(Made.HEADER);
    Open current = root;
    while (skipToContent()) {
      Place place = place();
      if (peek() == '[') {
        current = header(root, place);
      } else {
        assign(current, place);
      }
      endOfLine();
    }
    return closed(root, new Place(1, 1));
  }

  private Open header(Open root, Place place) {
    at++;
    boolean row = peek() == '[';
    at += row ? 1 : 0;
    List<String> path = key();
    expect(']');
    if (row) {
      expect(']');
    }
    Open table = root;
    for (String name : path.subList(0, path.size() - 1)) {
      table = within(table, name, place);
    }
    String last = path.getLast();
    Open opened = Open.by(Made.HEADER);
    Object before = table.entries().get(last);
    if (!row) {
      if (before != null) {
        throw no();
      }
      table.put(last, opened, place);
    } else if (before == null) {
      Rows rows = new Rows(new ArrayList<>(), new ArrayList<>());
      rows.tables().add(opened);
      rows.places().add(place);
      table.put(last, rows, place);
    } else if (before instanceof Rows rows) {
      rows.tables().add(opened);
      rows.places().add(place);
    } else {
      throw no();
    }
    return opened;
  }

  /// The table of a name on the way to that of a header.
  private static Open within(Open table, String name, Place place) {
    Object before = table.entries().get(name);
    if (before == null) {
      Open implied = Open.by(Made.IMPLIED);
      table.put(name, implied, place);
      return implied;
    }
    if (before instanceof Rows rows) {
      return rows.tables().getLast();
    }
    if (before instanceof Open open && open.made() != Made.DOTTED) {
      return open;
    }
    throw no();
  }

  private void assign(Open current, Place place) {
    List<String> path = key();
    expect('=');
    blanks();
    Open table = current;
    for (String name : path.subList(0, path.size() - 1)) {
      Object before = table.entries().get(name);
      if (before == null) {
        Open dotted = Open.by(Made.DOTTED);
        table.put(name, dotted, place);
        table = dotted;
      } else if (before instanceof Open open && open.made() == Made.DOTTED) {
        table = open;
      } else {
        throw no();
      }
    }
    if (table.entries().containsKey(path.getLast())) {
      throw no();
    }
    table.put(path.getLast(), value(0), place);
  }

  private List<String> key() {
    List<String> path = new ArrayList<>(3);
    do {
      blanks();
      char c = peek();
      path.add(c == '"' || c == '\'' ? quotedKey(c) : bareKey());
      blanks();
      if (path.size() > MAX_DEPTH) {
        throw no();
      }
    } while (taken('.'));
    return path;
  }

  private String bareKey() {
    int start = at;
    while (isBare(peek())) {
      at++;
    }
    if (at == start) {
      throw no();
    }
    return text.substring(start, at);
  }

  private static boolean isBare(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private String quotedKey(char quote) {
    int start = ++at;
    while (peek() != quote) {
      if (peek() == '\\' || !isText(peek())) {
        throw no();
      }
      at++;
    }
    if (at == start) {
      throw no();
    }
    return text.substring(start, at++);
  }

  private TomlNode value(int depth) {
    Place place = place();
    char c = peek();
    if (depth > MAX_DEPTH) {
      throw no();
    }
    return switch (c) {
      case '"' -> new TomlNode.Text(basic(), place);
      case '\'' -> new TomlNode.Text(literal(), place);
      case '[' -> items(place, depth);
      case '{' -> table(place, depth);
      case 't', 'f' -> bool(place);
      default -> number(place);
    };
  }

  private TomlNode bool(Place place) {
    String word = bareKey();
    if (!word.equals("true") && !word.equals("false")) {
      throw no();
    }
    return new TomlNode.Bool(word.equals("true"), place);
  }

  private TomlNode number(Place place) {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    int length = at - digits;
    boolean zeroed = length > 1 && text.charAt(digits) == '0';
    if (length == 0 || length > 17 || zeroed || isBare(peek()) || ".+:".indexOf(peek()) >= 0) {
      throw no();
    }
    return new TomlNode.Whole(Long.parseLong(text.substring(start, at)), place);
  }

  private String literal() {
    int start = ++at;
    while (peek() != '\'') {
      if (!isText(peek())) {
        throw no();
      }
      at++;
    }
    // Two of them in a row may be the start of a multi-line string.
    if (at == start && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
      throw no();
    }
    return text.substring(start, at++);
  }

  private String basic() {
    StringBuilder value = new StringBuilder();
    int start = ++at;
    while (peek() != '"') {
      char c = peek();
      if (!isText(c)) {
        throw no();
      }
      at++;
      value.append(c == '\\' ? escaped() : c);
    }
    if (at == start && at + 1 < text.length() && text.charAt(at + 1) == '"') {
      throw no();
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> throw no();
    };
  }

  private TomlNode items(Place place, int depth) {
    List<TomlNode> values = new ArrayList<>();
    at++;
    for (; ; ) {
      if (!skipToContent()) {
        throw no();
      }
      if (taken(']')) {
        return new TomlNode.Items(values, place);
      }
      values.add(value(depth + 1));
      if (!skipToContent()) {
        throw no();
      }
      if (!taken(',') && peek() != ']') {
        throw no();
      }
    }
  }

  private TomlNode table(Place place, int depth) {
    Open inline = Open.by(Made.DOTTED);
    at++;
    blanks();
    if (taken('}')) {
      return closed(inline, place);
    }
    do {
      blanks();
      Place keyPlace = place();
      List<String> path = key();
      expect('=');
      blanks();
      if (path.size() > 1 || inline.entries().containsKey(path.getFirst())) {
        throw no();
      }
      inline.put(path.getFirst(), value(depth + 1), keyPlace);
      blanks();
    } while (taken(','));
    expect('}');
    return closed(inline, place);
  }

  private static TomlNode.Table closed(Open open, Place place) {
    Map<String, TomlNode> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : open.entries().entrySet()) {
      Place at = java.util.Objects.requireNonNull(open.places().get(entry.getKey()));
      Object value = entry.getValue();
      entries.put(
          entry.getKey(),
          value instanceof Open inner
              ? closed(inner, at)
              : value instanceof Rows rows ? rows(rows, at) : placed((TomlNode) value, at));
    }
    return new TomlNode.Table(entries, place);
  }

  private static TomlNode rows(Rows rows, Place place) {
    List<TomlNode> tables = new ArrayList<>();
    for (int i = 0; i < rows.tables().size(); i++) {
      tables.add(closed(rows.tables().get(i), rows.places().get(i)));
    }
    return new TomlNode.Items(tables, place);
  }

  /// A value under a key is where its key is; an element of a list is where it is itself.
  private static TomlNode placed(TomlNode node, Place place) {
    if (node instanceof TomlNode.Text text) {
      return new TomlNode.Text(text.value(), place);
    }
    if (node instanceof TomlNode.Whole whole) {
      return new TomlNode.Whole(whole.value(), place);
    }
    if (node instanceof TomlNode.Bool bool) {
      return new TomlNode.Bool(bool.value(), place);
    }
    if (node instanceof TomlNode.Items items) {
      return new TomlNode.Items(items.values(), place);
    }
    return new TomlNode.Table(((TomlNode.Table) node).entries(), place);
  }

  /// Skips blanks, comments and ends of lines; false at the end of the text.
  private boolean skipToContent() {
    for (; ; ) {
      blanks();
      comment();
      if (at == text.length()) {
        return false;
      }
      if (!newLine()) {
        return true;
      }
    }
  }

  private void endOfLine() {
    blanks();
    comment();
    if (at < text.length() && !newLine()) {
      throw no();
    }
  }

  private void comment() {
    if (peek() == '#') {
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        if (!isText(text.charAt(at))) {
          throw no();
        }
        at++;
      }
    }
  }

  private boolean newLine() {
    int length = text.startsWith("\r\n", at) ? 2 : peek() == '\n' ? 1 : 0;
    if (length == 0) {
      return false;
    }
    at += length;
    line++;
    lineStart = at;
    return true;
  }

  private void blanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private boolean taken(char c) {
    if (at < text.length() && peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!taken(c)) {
      throw no();
    }
  }

  /// The next character; NUL, which no TOML holds, at the end.
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isText(char c) {
    return (c >= ' ' && c < 0x7f) || c == '\t' || (c >= 0xa0 && !Character.isSurrogate(c));
  }

  private Place place() {
    return new Place(line, at - lineStart + 1);
  }
}
