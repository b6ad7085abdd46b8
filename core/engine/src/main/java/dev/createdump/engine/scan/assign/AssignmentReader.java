package dev.createdump.engine.scan.assign;

/// Reads what is assigned to the name a keyword stands in: from the name over what joins them to
/// the
/// value, in the ways of programs, configuration, markup, command lines and SQL. Looks at a bounded
/// stretch around the keyword. Confined to one thread.
///
/// A place at which nothing is assigned costs little: most keywords stand in prose and in names
/// that
/// are used, not set.
final class AssignmentReader {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_VALUE = 4_096;
  private static final int LONGEST_TYPE = 48;
  private static final int LOOK_BACK = 300;

  private byte[] text = {};
  private int from;
  private int to;
  private int p;

  int nameStart;
  int nameEnd;
  int valueStart;
  int valueEnd;

  /// Whether quotes surround the value.
  boolean quoted;

  /// Whether the value is joined with another expression, or formatted.
  boolean joined;

  /// Whether only a literal in quotes can be the value, as in `setPassword(..)`.
  private boolean argument;

  /// Whether a bare value stands in a string or a comment, where program text has values too.
  boolean embedded;

  /// Reads around a keyword; returns whether a literal value is assigned.
  boolean read(byte[] bytes, int keyStart, int keyEnd, int left, int right) {
    text = bytes;
    from = left;
    to = right;
    quoted = false;
    joined = false;
    argument = false;
    embedded = false;
    readName(keyStart, keyEnd);
    return joinedToValue() && readValue();
  }

  private void readName(int keyStart, int keyEnd) {
    int start = keyStart;
    int limit = Math.max(from, keyStart - LONGEST_NAME);
    while (start > limit && (isName(text[start - 1]) || isJoint(start - 1))) {
      start--;
    }
    while (start < keyStart && !isName(text[start])) {
      start++;
    }
    int end = keyEnd;
    limit = Math.min(to, keyEnd + LONGEST_NAME);
    while (end < limit && (isName(text[end]) || (isJoint(end) && isName(at(end + 1))))) {
      end++;
    }
    nameStart = start;
    nameEnd = end;
    p = end;
  }

  private boolean joinedToValue() {
    boolean named = closeName();
    int blanks = skipBlanks();
    byte c = at(p);
    switch (c) {
      case '=', '!', '?', '+', '|', '<', '-' -> {
        return operator();
      }
      case ':' -> {
        p++;
        if (at(p) == ':' || at(p) == '/') {
          return false;
        }
        if (at(p) == '=') {
          p++;
        } else {
          skipType();
        }
      }
      case ',' -> {
        if (!named) {
          return false;
        }
        argument = true;
        p++;
      }
      case ';' -> {
        return named && serialized();
      }
      case '(' -> {
        if (named || blanks > 1) {
          return false;
        }
        argument = true;
        p++;
      }
      case '>' -> {
        return markup(named);
      }
      default -> {
        return spaced(named, blanks);
      }
    }
    skipGap();
    return true;
  }

  /// PHP's `s:8:"password";s:5:"value"`.
  private boolean serialized() {
    if (!startsWith(p, ";s:")) {
      return false;
    }
    p += 3;
    while (p < to && text[p] >= '0' && text[p] <= '9') {
      p++;
    }
    return at(p++) == ':';
  }

  /// Takes what closes a quoted or indexed name; whether the name itself was in quotes.
  private boolean closeName() {
    boolean named = false;
    if (at(p) == '}') {
      p++;
      p += isQuote(at(p)) ? 1 : 0;
      return false;
    }
    if (at(p) == '\\' && isQuote(at(p + 1))) {
      p++;
    }
    int entity = entity();
    if (entity > 0) {
      p += entity;
      return true;
    }
    if (isQuote(at(p)) && opensBefore(at(p))) {
      named = true;
      p++;
    }
    if (at(p) == ']' || (at(p) == ')' && (named || startsWith(p, ") ==")))) {
      p++;
    } else if (at(p) == '[') {
      int close = p + 1;
      while (close < to && close - p < 12 && isName(text[close])) {
        close++;
      }
      p = at(close) == ']' ? close + 1 : p;
    }
    return named;
  }

  /// The length of a quote that is written as HTML has it; 0 where there is none.
  private int entity() {
    if (at(p) != '&') {
      return 0;
    }
    return startsWith(p, "&quot;") ? 6 : startsWith(p, "&#34;") || startsWith(p, "&#39;") ? 5 : 0;
  }

  /// Whether a quote stands before the name, or before what else may start a name.
  private boolean opensBefore(byte quote) {
    int i = nameStart - 1;
    while (i >= from && (text[i] == '-' || text[i] == '@' || text[i] == ':' || text[i] == '/')) {
      i--;
    }
    return i >= from && text[i] == quote;
  }

  private boolean operator() {
    byte c = at(p);
    byte next = at(p + 1);
    if (c == '=') {
      p += next == '>' ? 2 : next == '=' ? (at(p + 2) == '=' ? 3 : 2) : next == '~' ? 0 : 1;
      if (next == '~') {
        return false;
      }
    } else if (c == '|' && next == '|') {
      p += at(p + 2) == '=' ? 3 : 2;
    } else if (c == '?' && (next == ':' || next == '?' || next == '=')) {
      p += 2;
      skipType();
    } else if ((c == '!' || c == '+') && next == '=') {
      p += at(p + 2) == '=' ? 3 : 2;
    } else if ((c == '-' && next == '>') || (c == '<' && next == '-')) {
      p += 2;
    } else {
      return false;
    }
    skipGap();
    return true;
  }

  /// `: Type =` of TypeScript, Kotlin, Scala, Swift, Rust and Python; stays where there is no type.
  private void skipType() {
    int i = p;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    if (startsWith(i, "&'static ")) {
      i += 9;
    }
    int limit = Math.min(to, i + LONGEST_TYPE);
    while (i < limit && isType(text[i])) {
      i++;
    }
    if (at(i) == '=' && at(i + 1) != '=' && at(i + 1) != '>') {
      p = i + 1;
    }
  }

  private static boolean isType(byte b) {
    return isName(b) || b == '.' || b == '<' || b == '>' || b == '[' || b == ']' || b == '?'
        || b == '&' || b == ' ' || b == '*' || b == ',';
  }

  /// `<password>x</password>`, `<entry key="password">x</entry>`.
  private boolean markup(boolean named) {
    byte before = nameStart > from ? text[nameStart - 1] : 0;
    if (!named && before != '<' && before != ':') {
      return false;
    }
    p++;
    if (startsWith(p, "<![CDATA[")) {
      p += 9;
    }
    embedded = true;
    return true;
  }

  /// Names and values parted by nothing but blanks.
  private boolean spaced(boolean named, int blanks) {
    if (blanks == 0) {
      return false;
    }
    if (named) {
      return attribute();
    }
    if (isQuote(at(p))) {
      // "Pass `x` to ..." is prose.
      return at(p) != '`' && nameEnd - nameStart > 4;
    }
    if (startsWith(p, "BY ") || startsWith(p, "by ")) {
      p += 3;
      skipBlanks();
      return isQuote(at(p));
    }
    if (isOption() || isSetting() || isSql()) {
      embedded = true;
      return true;
    }
    // Go's `password string = "x"`, Visual Basic's `Password As String = "x"`.
    int before = p;
    skipType();
    if (p == before) {
      return isFallback();
    }
    skipGap();
    return isQuote(at(p));
  }

  /// `<add key="Password" value="x"/>`, `<property name="password" value="x"/>`.
  private boolean attribute() {
    if (!startsWith(p, "value")) {
      return false;
    }
    p += 5;
    skipBlanks();
    if (at(p) != '=') {
      return false;
    }
    p++;
    skipGap();
    return isQuote(at(p));
  }

  /// Python's and Ruby's `... or "x"`.
  private boolean isFallback() {
    if (!startsWith(p, "or ")) {
      return false;
    }
    p += 3;
    skipGap();
    return isQuote(at(p));
  }

  private boolean isOption() {
    boolean dash = nameStart >= from + 2 && text[nameStart - 1] == '-';
    return dash && (text[nameStart - 2] == '-' || text[nameStart - 2] == ' ');
  }

  /// Whether the line starts with a word after which a name and its value follow, or gives a login.
  private boolean isSetting() {
    int start = lineStart();
    int first = start;
    while (first < nameStart && (text[first] == ' ' || text[first] == '\t')) {
      first++;
    }
    return startsWith(first, "ENV ")
        || startsWith(first, "ARG ")
        || startsWith(first, "machine ")
        || startsWith(first, "setx ")
        || startsWith(first, "requirepass ")
        || startsWith(first, "masterauth ");
  }

  /// The keyword `identified by` is the only name with a blank.
  private boolean isSql() {
    for (int i = nameStart; i < nameEnd; i++) {
      if (text[i] == ' ') {
        return true;
      }
    }
    return false;
  }

  private int lineStart() {
    int start = nameStart;
    int limit = Math.max(from, nameStart - LOOK_BACK);
    while (start > limit && text[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private boolean readValue() {
    int entity = entity();
    if (entity > 0) {
      p += entity;
      return readUpTo((byte) '&');
    }
    skipWrapper();
    int escape = at(p) == '\\' && isQuote(at(p + 1)) ? 1 : 0;
    byte quote = at(p + escape);
    if (isQuote(quote)) {
      p += escape + 1;
      return readQuoted(quote, escape == 1);
    }
    return !argument && readBare();
  }

  /// Prefixes of literals, and calls that only turn a literal into another type.
  private void skipWrapper() {
    for (int depth = 0; depth < 3; depth++) {
      int i = p;
      if (at(i) == '&' || at(i) == '@' || (at(i) == '$' && isQuote(at(i + 1)))) {
        i++;
      }
      boolean made = startsWith(i, "new ");
      i += made ? 4 : 0;
      int word = i;
      while (i < to
          && i - word < 60
          && (isName(text[i])
              || text[i] == '.'
              || text[i] == ':'
              || text[i] == '['
              || text[i] == ']')) {
        i++;
      }
      if (isQuote(at(i)) && i - word <= 2) {
        p = i;
        return;
      }
      if (at(i) != '(' || i == word || !Wrappers.keepTheirArgument(text, word, i, made)) {
        return;
      }
      p = i + 1;
      skipGap();
    }
  }

  private boolean readQuoted(byte quote, boolean escaped) {
    if (at(p) == quote && at(p + 1) == quote) {
      p += 2;
    }
    int limit = Math.min(to, p + LONGEST_VALUE);
    int i = p;
    while (i < limit && text[i] != '\n') {
      if (text[i] == '\\' && !escaped && i + 1 < limit) {
        i += 2;
        continue;
      }
      boolean ends = escaped ? text[i] == '\\' && at(i + 1) == quote : text[i] == quote;
      if (ends) {
        quoted = true;
        valueStart = p;
        valueEnd = i;
        joined = isJoined(i + (escaped ? 2 : 1));
        return i > p;
      }
      i++;
    }
    return false;
  }

  /// Whether an expression goes on behind a literal.
  private boolean isJoined(int end) {
    int i = end;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    byte c = at(i);
    boolean php = c == '.' && (at(i + 1) == ' ' || at(i + 1) == '$');
    return c == '+' || c == '%' || php || startsWith(i, ".format");
  }

  private boolean readUpTo(byte end) {
    valueStart = p;
    int limit = Math.min(to, p + LONGEST_VALUE);
    while (p < limit && text[p] != end && text[p] > ' ') {
      p++;
    }
    valueEnd = p;
    quoted = true;
    return p > valueStart && at(p) == end;
  }

  private boolean readBare() {
    int limit = Math.min(to, p + LONGEST_VALUE);
    int i = p;
    while (i < limit && text[i] > ' ' && !isQuote(text[i]) && text[i] != '<' && text[i] != '>') {
      i++;
    }
    valueStart = p;
    valueEnd = i;
    embedded |= isEmbedded();
    return i > p && i < p + LONGEST_VALUE;
  }

  /// Whether the name stands in a string or a comment of its line.
  private boolean isEmbedded() {
    int start = lineStart();
    int first = start;
    while (first < nameStart && text[first] <= ' ') {
      first++;
    }
    byte c = at(first);
    if (c == '#'
        || c == '*'
        || c == ';'
        || (c == '/' && (at(first + 1) == '/' || at(first + 1) == '*'))) {
      return true;
    }
    int doubles = 0;
    int singles = 0;
    int ticks = 0;
    for (int i = start; i < nameStart; i++) {
      doubles += text[i] == '"' ? 1 : 0;
      singles += text[i] == '\'' ? 1 : 0;
      ticks += text[i] == '`' ? 1 : 0;
    }
    return ((doubles | singles | ticks) & 1) == 1;
  }

  private int skipBlanks() {
    int start = p;
    while (p < to && (text[p] == ' ' || text[p] == '\t')) {
      p++;
    }
    return p - start;
  }

  /// Blanks, and one line end before a literal.
  private void skipGap() {
    skipBlanks();
    int i = p;
    if (at(i) == '\r') {
      i++;
    }
    if (at(i) != '\n') {
      return;
    }
    i++;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    if (isQuote(at(i))) {
      p = i;
    }
  }

  private boolean startsWith(int at, String word) {
    if (at < from || at + word.length() > to) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private byte at(int i) {
    return i < to ? text[i] : 0;
  }

  private boolean isJoint(int i) {
    return text[i] == '.' || text[i] == '-' || text[i] == '$';
  }

  private static boolean isQuote(byte b) {
    return b == '"' || b == '\'' || b == '`';
  }

  static boolean isName(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }
}
