package dev.createdump.engine.scan.pattern;

import dev.createdump.engine.scan.pattern.Node.Assertion;
import java.util.ArrayList;
import java.util.List;

/// Reads the RE2 syntax that secret rules use: literals, `\d \w \s \b` and their complements,
/// classes, `(?:...)`, one capturing group, alternatives, `? * + {m,n}` greedy and lazy, `^ $`, and
/// a leading `(?i)`. What needs backtracking (back references, look-around) does not exist here.
///
/// A pattern means bytes: characters above 127 are refused, `.` and negated classes match any byte
/// but what they exclude.
final class PatternParser {
  /// Groups nest no deeper, so that hostile rules cannot exhaust the stack.
  private static final int MAX_DEPTH = 100;

  private static final int MAX_REPEAT = 2_000;

  private final String text;
  private int position;
  private int depth;
  private boolean ignoreCase;
  private boolean captured;

  PatternParser(String text) {
    this.text = text;
  }

  Node parse() {
    if (text.startsWith("(?i)")) {
      ignoreCase = true;
      position = 4;
    }
    Node node = choice();
    if (position < text.length()) {
      throw problem("a closing bracket without its opening one");
    }
    return node;
  }

  private Node choice() {
    List<Node> alternatives = new ArrayList<>();
    alternatives.add(sequence());
    while (accept('|')) {
      alternatives.add(sequence());
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new Node.Choice(alternatives);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (position < text.length() && peek() != '|' && peek() != ')') {
      parts.add(repeated(atom()));
    }
    return parts.isEmpty() ? new Node.Empty() : new Node.Sequence(parts);
  }

  private Node repeated(Node body) {
    Node node = body;
    while (position < text.length()) {
      int min;
      int max;
      int before = position;
      if (accept('*')) {
        min = 0;
        max = Node.UNBOUNDED;
      } else if (accept('+')) {
        min = 1;
        max = Node.UNBOUNDED;
      } else if (accept('?')) {
        min = 0;
        max = 1;
      } else if (peek() == '{') {
        position++;
        min = number();
        max = accept(',') ? (peek() == '}' ? Node.UNBOUNDED : number()) : min;
        expect('}');
      } else {
        return node;
      }
      if (max != Node.UNBOUNDED && max < min) {
        position = before;
        throw problem("a repetition whose end is below its start");
      }
      node = new Node.Repeat(node, min, max, !accept('?'));
    }
    return node;
  }

  private int number() {
    int from = position;
    int value = 0;
    while (position < text.length() && Character.isDigit(peek()) && value <= MAX_REPEAT) {
      value = value * 10 + (next() - '0');
    }
    if (position == from || value > MAX_REPEAT) {
      throw problem("a repetition needs a number up to " + MAX_REPEAT);
    }
    return value;
  }

  private Node atom() {
    char c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> new Node.One(folded(characterClass()));
      case '.' -> new Node.One(ByteSet.range('\n', '\n').negated());
      case '^' -> new Node.Place(Assertion.START);
      case '$' -> new Node.Place(Assertion.END);
      case '\\' -> escaped();
      case '*', '+', '?' -> throw problem("nothing to repeat");
      default -> new Node.One(literal(c));
    };
  }

  private Node group() {
    if (++depth > MAX_DEPTH) {
      throw problem("groups nest too deep");
    }
    boolean capturing = true;
    if (accept('?')) {
      expect(':');
      capturing = false;
    } else if (captured) {
      throw problem("a second capturing group; use (?:...)");
    }
    captured |= capturing;
    Node body = choice();
    expect(')');
    depth--;
    return capturing ? new Node.Capture(body) : body;
  }

  private Node escaped() {
    if (position < text.length() && peek() == 'b') {
      position++;
      return new Node.Place(Assertion.WORD_BOUNDARY);
    }
    if (position < text.length() && peek() == 'B') {
      position++;
      return new Node.Place(Assertion.NO_WORD_BOUNDARY);
    }
    return new Node.One(folded(escapedSet()));
  }

  private ByteSet escapedSet() {
    char c = next();
    return switch (c) {
      case 'd' -> ByteSet.DIGIT;
      case 'D' -> ByteSet.DIGIT.negated();
      case 'w' -> ByteSet.WORD;
      case 'W' -> ByteSet.WORD.negated();
      case 's' -> ByteSet.SPACE;
      case 'S' -> ByteSet.SPACE.negated();
      case 'n' -> ByteSet.range('\n', '\n');
      case 'r' -> ByteSet.range('\r', '\r');
      case 't' -> ByteSet.range('\t', '\t');
      case 'x' -> hexadecimal();
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw problem("an unknown escape");
        }
        yield ByteSet.range(c, c);
      }
    };
  }

  private ByteSet hexadecimal() {
    int high = Character.digit(next(), 16);
    int low = Character.digit(next(), 16);
    if (high < 0 || low < 0) {
      throw problem("\\x needs two hexadecimal digits");
    }
    return ByteSet.range(high * 16 + low, high * 16 + low);
  }

  private ByteSet characterClass() {
    boolean negated = accept('^');
    ByteSet set = ByteSet.NONE;
    boolean first = true;
    while (first || peekOrFail() != ']') {
      first = false;
      set = set.or(classMember());
    }
    position++;
    return negated ? folded(set).negated() : set;
  }

  private ByteSet classMember() {
    char c = next();
    ByteSet from = c == '\\' ? escapedSet() : ascii(c);
    boolean range =
        position + 1 < text.length() && peek() == '-' && text.charAt(position + 1) != ']';
    if (!range) {
      return from;
    }
    position++;
    char high = next();
    int low = from.single();
    int top = (high == '\\' ? escapedSet() : ascii(high)).single();
    if (low < 0 || top < low) {
      throw problem("a class range whose end is below its start");
    }
    return ByteSet.range(low, top);
  }

  private ByteSet literal(char c) {
    return folded(ascii(c));
  }

  private ByteSet folded(ByteSet set) {
    return ignoreCase ? set.withBothCases() : set;
  }

  private ByteSet ascii(char c) {
    if (c > 127) {
      throw problem("a character beyond ASCII; write its bytes as \\x..");
    }
    return ByteSet.range(c, c);
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : '\0';
  }

  private char peekOrFail() {
    if (position >= text.length()) {
      throw problem("the pattern ends within a class");
    }
    return peek();
  }

  private char next() {
    if (position >= text.length()) {
      throw problem("the pattern ends too early");
    }
    return text.charAt(position++);
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char expected) {
    if (!accept(expected)) {
      throw problem("expected " + expected);
    }
  }

  private PatternException problem(String what) {
    return new PatternException(what, text, position);
  }
}
