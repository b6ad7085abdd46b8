package dev.createdump.engine.render.tree;

import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.render.text.HiddenCharacters;

/// The line of a Markdown dump that says of one path what its text does not show, for whoever
/// restores it: a JSON object in an HTML comment. No path can end the comment, as `<`, `>` and the
/// second of two hyphens are escaped.
public final class Marker {
  /// What the line starts with.
  public static final String START = "<!-- create-dump:file ";

  /// What the line about a whole document starts with.
  public static final String DUMP = "<!-- create-dump:dump ";

  /// What it ends with.
  public static final String END = " -->";

  private final StringBuilder text = new StringBuilder(200);

  private Marker(String start) {
    text.append(start).append('{');
  }

  /// How content stands below the line.
  enum Body {
    /// There is none.
    NONE,
    /// Text in a fence.
    TEXT,
    /// Text in a fence, with escapes.
    ESCAPED,
    /// Base64 in a fence.
    BASE64;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// The line about a document that is a part, or whose files are not as they are; empty for
  /// others.
  ///
  /// @param altered in what they are not; empty where they are
  static String dump(TreePart part, String altered) {
    if (part.isWhole() && altered.isEmpty()) {
      return "";
    }
    Marker marker = new Marker(DUMP);
    if (!part.isWhole()) {
      marker.raw("part", Integer.toString(part.number()));
      marker.raw("parts", Integer.toString(part.of()));
      marker.field("set", part.set());
    }
    if (!altered.isEmpty()) {
      marker.field("altered", altered);
    }
    return marker.text.append('}').append(END).append("\n\n").toString();
  }

  static String of(TreeFile file, Body body, TextShape shape) {
    Marker marker = new Marker(START);
    marker.field("path", file.entry().path().value());
    if (file.entry().pathsEscaped()) {
      marker.raw("pathEscaped", "true");
    }
    marker.field("mode", file.entry().newMode());
    marker.field("state", file.entry().state().label());
    marker.raw("size", Long.toString(file.facts().size()));
    String sha256 = file.facts().sha256();
    if (sha256 != null) {
      marker.field("sha256", sha256);
    }
    if (!file.slice().isWhole()) {
      marker.raw("piece", Integer.toString(file.slice().piece()));
      marker.raw("pieces", Integer.toString(file.slice().pieces()));
    }
    marker.field("content", body.label());
    if (body == Body.TEXT || body == Body.ESCAPED) {
      marker.field("encoding", file.entry().encoding());
      if (shape.crLf()) {
        marker.field("eol", shape.eol());
      }
      if (!shape.finalNewline()) {
        marker.raw("finalNewline", "false");
      }
    }
    return marker.text.append('}').append(END).append('\n').toString();
  }

  private void field(String name, String value) {
    name(name);
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value, i);
    }
    text.append('"');
  }

  private void raw(String name, String value) {
    name(name);
    text.append(value);
  }

  private void name(String name) {
    text.append(text.charAt(text.length() - 1) == '{' ? "\"" : ",\"").append(name).append("\":");
  }

  private void character(String value, int at) {
    char c = value.charAt(at);
    boolean hyphens = c == '-' && at > 0 && value.charAt(at - 1) == '-';
    boolean control = c < ' ' || c == 0x7F;
    boolean hidden = c > 0x7F && !Character.isSurrogate(c) && HiddenCharacters.isHidden(c);
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (control || hidden || hyphens || c == '<' || c == '>' || c == '&') {
      text.append("\\u");
      String hex = Integer.toHexString(c);
      text.repeat('0', 4 - hex.length()).append(hex);
    } else {
      text.append(c);
    }
  }
}
