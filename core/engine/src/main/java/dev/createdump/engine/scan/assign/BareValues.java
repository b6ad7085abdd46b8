package dev.createdump.engine.scan.assign;

/// Where a value without quotes ends, and whether there can be one at all.
final class BareValues {
  private BareValues() {}

  /// The end of a bare value; its start where it is none: in program text values stand in quotes.
  static int end(byte[] text, AssignmentReader read, Habitat habitat) {
    boolean markup = read.valueEnd < text.length && text[read.valueEnd] == '<' && read.embedded;
    if (habitat == Habitat.CODE && !read.embedded) {
      return read.valueStart;
    }
    int end = read.valueEnd;
    if (habitat != Habitat.DATA && opensBracket(text, read.valueStart, end)) {
      return read.valueStart;
    }
    if (!markup && (habitat != Habitat.DATA || read.embedded)) {
      end = cut(text, read.valueStart, end);
    }
    return trimmed(text, read.valueStart, end);
  }

  /// What a value within other text does not contain: what parts parameters, arguments, settings.
  private static int cut(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if (c == '&' || c == ';' || c == ',' || c == ')' || c == '}' || c == ']' || c == '|'
          || c == '\\') {
        return i;
      }
    }
    return to;
  }

  private static boolean opensBracket(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '(' || text[i] == '[' || text[i] == '{') {
        return true;
      }
    }
    return false;
  }

  private static int trimmed(byte[] text, int from, int to) {
    int end = to;
    while (end > from
        && (text[end - 1] == ','
            || text[end - 1] == ';'
            || text[end - 1] == '.'
            || text[end - 1] == ':')) {
      end--;
    }
    return end;
  }
}
