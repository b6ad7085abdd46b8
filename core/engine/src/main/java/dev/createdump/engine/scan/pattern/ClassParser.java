package dev.createdump.engine.scan.pattern;

/// Reads what stands for one character: escapes, `[...]`, and POSIX classes such as `[:alpha:]`.
///
/// Sets are of bytes. A class that names characters beyond ASCII takes every byte of them, as their
/// bytes cannot be told apart within one set.
final class ClassParser {
  private static final ByteSet BEYOND_ASCII = ByteSet.range(128, 255);

  private final PatternText in;

  ClassParser(PatternText in) {
    this.in = in;
  }

  /// The set of an escape, its backslash taken.
  ByteSet escape() {
    char c = in.next();
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
      case 'f' -> ByteSet.range('\f', '\f');
      case 'v' -> ByteSet.range(0x0B, 0x0B);
      case 'a' -> ByteSet.range(7, 7);
      case 'x' -> hexadecimal();
      case 'p', 'P' -> throw in.problem("Unicode classes are not offered; name the characters");
      default -> {
        if (c < 128 && Character.isLetterOrDigit(c)) {
          throw in.problem("an unknown escape");
        }
        yield of(c);
      }
    };
  }

  private ByteSet hexadecimal() {
    if (in.accept('{')) {
      int close = in.text.indexOf('}', in.position);
      int value = close < 0 ? -1 : number(in.text.substring(in.position, close));
      if (value < 0) {
        throw in.problem("\\x{...} needs a hexadecimal number");
      }
      in.position = close + 1;
      return of(value);
    }
    int high = Character.digit(in.next(), 16);
    int low = Character.digit(in.next(), 16);
    if (high < 0 || low < 0) {
      throw in.problem("\\x needs two hexadecimal digits");
    }
    return ByteSet.range(high * 16 + low, high * 16 + low);
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits, 16);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// The set between `[` and `]`, the opening bracket taken.
  ByteSet brackets(boolean ignoreCase) {
    boolean negated = in.accept('^');
    ByteSet set = ByteSet.NONE;
    boolean first = true;
    while (first || in.peek() != ']') {
      if (!in.more()) {
        throw in.problem("the pattern ends within a class");
      }
      first = false;
      set = set.or(member());
    }
    in.position++;
    set = ignoreCase ? set.withBothCases() : set;
    return negated ? set.negated() : set;
  }

  private ByteSet member() {
    if (in.accept("[:")) {
      return posix();
    }
    ByteSet from = one();
    boolean range =
        in.peek() == '-'
            && in.position + 1 < in.text.length()
            && in.text.charAt(in.position + 1) != ']';
    if (!range) {
      return from;
    }
    in.position++;
    ByteSet to = one();
    int low = from.single();
    int high = to.single();
    if (low >= 0 && to.equals(BEYOND_ASCII)) {
      return ByteSet.range(low, 255);
    }
    if (from.equals(BEYOND_ASCII) && to.equals(BEYOND_ASCII)) {
      return BEYOND_ASCII;
    }
    if (low < 0 || high < low) {
      throw in.problem("a class range whose end is below its start");
    }
    return ByteSet.range(low, high);
  }

  private ByteSet one() {
    return in.accept('\\') ? escape() : of(in.nextCodePoint());
  }

  private static ByteSet of(int codePoint) {
    return codePoint < 128 ? ByteSet.range(codePoint, codePoint) : BEYOND_ASCII;
  }

  private ByteSet posix() {
    boolean negated = in.accept('^');
    int close = in.text.indexOf(":]", in.position);
    String name = close < 0 ? "" : in.text.substring(in.position, close);
    ByteSet set = posix(name);
    in.position = close + 2;
    return negated ? set.negated() : set;
  }

  private ByteSet posix(String name) {
    ByteSet lower = ByteSet.range('a', 'z');
    ByteSet upper = ByteSet.range('A', 'Z');
    ByteSet print = ByteSet.range(' ', '~');
    ByteSet alnum = lower.or(upper).or(ByteSet.DIGIT);
    return switch (name) {
      case "alpha" -> lower.or(upper);
      case "digit" -> ByteSet.DIGIT;
      case "alnum" -> alnum;
      case "lower" -> lower;
      case "upper" -> upper;
      case "word" -> ByteSet.WORD;
      case "space" -> ByteSet.SPACE;
      case "blank" -> ByteSet.range(' ', ' ').or(ByteSet.range('\t', '\t'));
      case "xdigit" -> ByteSet.DIGIT.or(ByteSet.range('a', 'f')).or(ByteSet.range('A', 'F'));
      case "punct" -> print.and(alnum.or(ByteSet.range(' ', ' ')).negated());
      case "print" -> print;
      case "graph" -> ByteSet.range('!', '~');
      case "cntrl" -> ByteSet.range(0, 31).or(ByteSet.range(127, 127));
      case "ascii" -> ByteSet.range(0, 127);
      default -> throw in.problem("no class is called [:" + name + ":]");
    };
  }
}
