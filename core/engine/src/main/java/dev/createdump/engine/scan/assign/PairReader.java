package dev.createdump.engine.scan.assign;

/// Reads a name and its value that stand side by side as values themselves: `name: PASSWORD` and
/// `value: x` of Kubernetes and Helm, `{"name": "PASSWORD", "value": "x"}` of Amazon ECS, `name =
/// "password"` and `value = "x"` of Terraform, `ParameterKey` and `ParameterValue` of
/// CloudFormation.
class PairReader extends TextCursor {
  private static final int LONGEST_WORD = 24;

  int nameStart;
  int nameEnd;

  /// Moves to the value behind a name that is one of a pair.
  boolean isPaired() {
    if (!standsBehindItsKey()) {
      return false;
    }
    int start = p;
    p = nameEnd;
    p += isQuote(at(p)) ? 1 : 0;
    skipBlanks();
    p += at(p) == ',' ? 1 : 0;
    skipLineEnd();
    p += isQuote(at(p)) ? 1 : 0;
    int word = p;
    while (p < to && p - word < LONGEST_WORD && isName(text[p])) {
      p++;
    }
    boolean value = endsWith(word, p, "value");
    p += isQuote(at(p)) ? 1 : 0;
    skipBlanks();
    if (!value || (at(p) != ':' && at(p) != '=') || at(p + 1) == '=') {
      p = start;
      return false;
    }
    p++;
    skipBlanks();
    return true;
  }

  /// Whether `name`, `key` or a word that ends so stands before the name, and joins it as a value.
  private boolean standsBehindItsKey() {
    int i = nameStart - 1;
    i -= i >= from && isQuote(text[i]) ? 1 : 0;
    while (i >= from && (text[i] == ' ' || text[i] == '\t')) {
      i--;
    }
    if (i < from || (text[i] != ':' && text[i] != '=')) {
      return false;
    }
    i--;
    while (i >= from && (text[i] == ' ' || text[i] == '\t')) {
      i--;
    }
    i -= i >= from && isQuote(text[i]) ? 1 : 0;
    int end = i + 1;
    while (i >= from && end - i <= LONGEST_WORD && isName(text[i])) {
      i--;
    }
    return endsWith(i + 1, end, "name") || endsWith(i + 1, end, "key");
  }

  private boolean endsWith(int start, int end, String word) {
    int first = end - word.length();
    if (first < start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((text[first + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Blanks, and one line end.
  private void skipLineEnd() {
    skipBlanks();
    p += at(p) == '\r' ? 1 : 0;
    p += at(p) == '\n' ? 1 : 0;
    skipBlanks();
  }
}
