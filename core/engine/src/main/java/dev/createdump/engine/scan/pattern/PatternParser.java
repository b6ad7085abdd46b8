package dev.createdump.engine.scan.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads RE2's syntax (github.com/google/re2/wiki/Syntax) but for Unicode classes: what needs
/// backtracking (back references, look-around) does not exist in it.
///
/// A pattern means bytes: a character beyond ASCII is its UTF-8 bytes, `.` and negated classes take
/// any byte but what they exclude.
final class PatternParser {
  /// Groups nest no deeper, so that hostile rules cannot exhaust the stack.
  private static final int MAX_DEPTH = 100;

  private static final int MAX_REPEAT = 2_000;

  private final PatternText in;
  private final ClassParser classes;
  private final int wanted;
  private int depth;
  private int groups;
  private int captures;
  private Flags flags = new Flags(false, false, false, false);

  /// What `(?ismU)` switches on.
  private record Flags(boolean ignoreCase, boolean multiline, boolean dotAll, boolean lazy) {
    Flags with(char flag, boolean on) {
      return new Flags(
          flag == 'i' ? on : ignoreCase,
          flag == 'm' ? on : multiline,
          flag == 's' ? on : dotAll,
          flag == 'U' ? on : lazy);
    }
  }

  /// @param wanted the number of the group to capture, or {@link BytePattern#ANY_GROUP} for all
  PatternParser(String text, int wanted) {
    this.in = new PatternText(text);
    this.classes = new ClassParser(in);
    this.wanted = wanted;
  }

  Node parse() {
    Node node = choice();
    if (in.more()) {
      throw in.problem("a closing bracket without its opening one");
    }
    if (wanted > groups) {
      throw in.problem("there is no group " + wanted);
    }
    return node;
  }

  /// How many groups are captured; known once parsed.
  int captures() {
    return captures;
  }

  private Node choice() {
    List<Node> alternatives = new ArrayList<>();
    alternatives.add(sequence());
    while (in.accept('|')) {
      alternatives.add(sequence());
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new Node.Choice(alternatives);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (in.more() && in.peek() != '|' && in.peek() != ')') {
      if (in.accept("\\Q")) {
        quoted(parts);
      } else {
        parts.add(repeated(atom()));
      }
    }
    return parts.isEmpty() ? new Node.Empty() : new Node.Sequence(parts);
  }

  private void quoted(List<Node> parts) {
    int end = in.text.indexOf("\\E", in.position);
    int stop = end < 0 ? in.text.length() : end;
    while (in.position < stop) {
      parts.add(literal(in.nextCodePoint()));
    }
    in.position = end < 0 ? stop : stop + 2;
    if (!parts.isEmpty()) {
      parts.add(repeated(parts.removeLast()));
    }
  }

  /// One repetition at most, as in RE2: `a**` says nothing more, and would nest without a bound.
  private Node repeated(Node body) {
    int before = in.position;
    int min = 0;
    int max = Node.UNBOUNDED;
    if (in.accept('+')) {
      min = 1;
    } else if (in.accept('?')) {
      max = 1;
    } else if (in.peek() == '{' && isCounted()) {
      in.position++;
      min = number();
      max = in.accept(',') ? (in.peek() == '}' ? Node.UNBOUNDED : number()) : min;
      in.expect('}');
    } else if (!in.accept('*')) {
      return body;
    }
    if (max != Node.UNBOUNDED && max < min) {
      in.position = before;
      throw in.problem("a repetition whose end is below its start");
    }
    return new Node.Repeat(body, min, max, in.accept('?') == flags.lazy);
  }

  /// A brace that starts no `{m}`, `{m,}` or `{m,n}` is a character.
  private boolean isCounted() {
    int at = in.position + 1;
    int digits = at;
    boolean comma = false;
    while (at < in.text.length()) {
      char c = in.text.charAt(at++);
      if (c == '}') {
        return at - 1 > digits;
      }
      boolean first = at - 1 == digits;
      if (c == ',' && !comma && !first) {
        comma = true;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return false;
  }

  private int number() {
    int value = 0;
    while (in.peek() >= '0' && in.peek() <= '9' && value <= MAX_REPEAT) {
      value = value * 10 + (in.next() - '0');
    }
    if (value > MAX_REPEAT) {
      throw in.problem("a repetition needs a number up to " + MAX_REPEAT);
    }
    return value;
  }

  private Node atom() {
    int c = in.nextCodePoint();
    return switch (c) {
      case '(' -> group();
      case '[' -> new Node.One(classes.brackets(flags.ignoreCase));
      case '.' -> new Node.One(flags.dotAll ? ByteSet.ANY : ByteSet.range('\n', '\n').negated());
      case '^' -> new Node.Place(flags.multiline ? Program.AT_LINE_START : Program.AT_START);
      case '$' -> new Node.Place(flags.multiline ? Program.AT_LINE_END : Program.AT_END);
      case '\\' -> escaped();
      case '*', '+', '?' -> throw in.problem("nothing to repeat");
      default -> literal(c);
    };
  }

  private Node escaped() {
    return switch (in.peek()) {
      case 'b' -> place(Program.AT_WORD);
      case 'B' -> place(Program.NOT_AT_WORD);
      case 'A' -> place(Program.AT_START);
      case 'z' -> place(Program.AT_END);
      default -> new Node.One(folded(classes.escape()));
    };
  }

  private Node place(byte operation) {
    in.position++;
    return new Node.Place(operation);
  }

  private Node literal(int codePoint) {
    if (codePoint < 128) {
      return new Node.One(folded(ByteSet.range(codePoint, codePoint)));
    }
    List<Node> bytes = new ArrayList<>();
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      bytes.add(new Node.One(ByteSet.range(b & 0xFF, b & 0xFF)));
    }
    return new Node.Sequence(bytes);
  }

  private ByteSet folded(ByteSet set) {
    return flags.ignoreCase ? set.withBothCases() : set;
  }

  private Node group() {
    if (++depth > MAX_DEPTH) {
      throw in.problem("groups nest too deep");
    }
    Flags outer = flags;
    boolean capturing = true;
    if (in.accept("?P<") || in.accept("?<")) {
      name();
    } else if (in.accept('?')) {
      capturing = false;
      if (readFlags()) {
        depth--;
        return new Node.Empty();
      }
    }
    int slot = capturing ? slot() : -1;
    Node body = choice();
    in.expect(')');
    depth--;
    flags = outer;
    return slot < 0 ? body : new Node.Capture(body, slot);
  }

  private void name() {
    int close = in.text.indexOf('>', in.position);
    if (close <= in.position || in.peek() == '=' || in.peek() == '!') {
      throw in.problem("a group without a name; look-behind is not offered");
    }
    in.position = close + 1;
  }

  /// Which of the captured groups this one is, or -1 where it is not wanted.
  private int slot() {
    groups++;
    boolean take =
        wanted == BytePattern.ANY_GROUP ? groups <= BytePattern.MOST_GROUPS : groups == wanted;
    return take ? captures++ : -1;
  }

  /// Reads flags up to `:` or `)`; returns whether they hold for the rest of the enclosing group.
  private boolean readFlags() {
    boolean on = true;
    while (true) {
      char c = in.next();
      switch (c) {
        case ':' -> {
          return false;
        }
        case ')' -> {
          return true;
        }
        case '-' -> on = false;
        case 'i', 'm', 's', 'U' -> flags = flags.with(c, on);
        default -> throw in.problem("an unknown kind of group; look-around is not offered");
      }
    }
  }
}
