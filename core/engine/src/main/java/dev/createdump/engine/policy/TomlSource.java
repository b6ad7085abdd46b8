package dev.createdump.engine.policy;

import dev.createdump.engine.policy.ConfigFile.UnreadableException;

/// TOML files that are no configuration of this tool, read by the same parser within the same
/// bounds.
public final class TomlSource {
  private TomlSource() {}

  /// What became of a text.
  ///
  /// @param root what could be understood
  /// @param place `:line:column` of the first problem, where it has one
  /// @param problem what is wrong, empty where nothing is
  public record Parsed(TomlNode.Table root, String place, String problem) {}

  /// Parses a file.
  public static Parsed parse(byte[] content) {
    TomlNode.Table nothing = new TomlNode.Table(java.util.Map.of(), Place.WHOLE);
    try {
      TomlReader.Parsed parsed = TomlReader.parse(ConfigFile.of("", "", content).text());
      if (parsed.errors().isEmpty()) {
        return new Parsed(parsed.root(), "", "");
      }
      TomlReader.SyntaxError first = parsed.errors().getFirst();
      return new Parsed(nothing, shown(first.place()), Quote.plain(first.message(), 200));
    } catch (UnreadableException e) {
      return new Parsed(nothing, "", String.valueOf(e.getMessage()));
    }
  }

  /// `:line:column` of a value.
  public static String place(TomlNode node) {
    return shown(node.place());
  }

  private static String shown(Place place) {
    return place.line() == 0 ? "" : ":" + place.line() + ":" + place.column();
  }

  /// A basic string that means exactly this text.
  public static String quoted(String text) {
    return Quote.toml(text);
  }
}
