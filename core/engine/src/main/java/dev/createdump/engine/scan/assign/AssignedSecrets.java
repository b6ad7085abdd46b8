package dev.createdump.engine.scan.assign;

/// Finds the secret that is assigned to the name around a keyword. Confined to one thread; knows
/// the file it is in. The last answer is kept, as several keywords stand in one name.
public final class AssignedSecrets {
  private static final String[] SCHEMES = {
    "Bearer ", "Basic ", "Token ", "token ", "Apikey ", "OAuth "
  };

  private final AssignmentReader reader = new AssignmentReader();
  private Habitat habitat = Habitat.OTHER;
  private byte[] lastText = {};
  private boolean found;
  private Kind kind = Kind.SECRET;
  private int start;
  private int end;

  /// Says which file the texts from now on belong to; empty for none.
  public void enter(String path) {
    habitat = Habitat.of(path);
  }

  /// Forgets the last text.
  public void leave() {
    lastText = new byte[0];
  }

  /// Whether a secret is assigned to the name in which a keyword stands.
  ///
  /// @param keyStart where the keyword starts
  /// @param from what stands before this is not looked at
  /// @param to what stands from here on is not looked at
  public boolean find(byte[] text, int keyStart, int keyEnd, int from, int to) {
    if (habitat == Habitat.LOCK) {
      return false;
    }
    if (text == lastText && keyStart >= reader.nameStart && keyEnd <= reader.nameEnd) {
      return found;
    }
    found = look(text, keyStart, keyEnd, from, to);
    lastText = text;
    return found;
  }

  private boolean look(byte[] text, int keyStart, int keyEnd, int from, int to) {
    if (!reader.read(text, keyStart, keyEnd, from, to)) {
      return false;
    }
    start = reader.valueStart;
    end = reader.quoted ? reader.valueEnd : BareValues.end(text, reader, habitat);
    if (end <= start) {
      return false;
    }
    skipScheme(text);
    Naming naming = Naming.of(text, reader.nameStart, reader.nameEnd);
    if (naming == null) {
      return false;
    }
    kind = naming.kind();
    return Judge.accepts(text, reader, start, end, naming, habitat);
  }

  private void skipScheme(byte[] text) {
    for (String scheme : SCHEMES) {
      int length = scheme.length();
      if (end - start > length + 6 && startsWith(text, scheme)) {
        start += length;
        return;
      }
    }
  }

  private boolean startsWith(byte[] text, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// What the name of the secret found says it is.
  public Kind kind() {
    return kind;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }
}
