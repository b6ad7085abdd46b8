package dev.createdump.engine.policy;

import dev.createdump.engine.policy.ConfigFile.Style;
import dev.createdump.engine.policy.TomlReader.Parsed;
import dev.createdump.engine.policy.TomlReader.SyntaxError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A configuration file that is understood as TOML; reads the settings and profiles it holds.
///
/// @param table the table that is ours, null where the file has none
/// @param misspelt where a table stands that was meant to be ours and is not read, null for none
/// @param depth as in [Origin.InFile]
record ParsedFile(
    String name,
    Style style,
    TomlNode.@Nullable Table table,
    @Nullable Place misspelt,
    List<SyntaxError> errors,
    int depth) {
  static final String PROFILE = "profile";

  /// Longer names are no names.
  private static final int MAX_PROFILE_NAME = 64;

  static ParsedFile of(ConfigFile file, int depth) {
    boolean shared = file.style() == Style.PYPROJECT;
    if (shared && !Mention.isIn(file.text())) {
      return new ParsedFile(file.name(), file.style(), null, null, List.of(), depth);
    }
    Parsed parsed = TomlReader.parse(file.text());
    TomlNode.Table own = ownTable(file.style(), parsed.root());
    TomlNode.Table tool = shared ? tableIn(parsed.root(), "tool") : null;
    TomlNode misspelt = tool == null ? null : tool.entries().get(Mention.MISSPELT);
    return new ParsedFile(
        file.name(),
        file.style(),
        own,
        misspelt == null ? null : misspelt.place(),
        parsed.errors(),
        depth);
  }

  private static TomlNode.@Nullable Table ownTable(Style style, TomlNode.Table root) {
    if (style == Style.OWN) {
      return root;
    }
    TomlNode.Table tool = tableIn(root, "tool");
    TomlNode.Table inner = tool == null ? null : tableIn(tool, ConfigFiles.TABLE);
    if (style == Style.PYPROJECT || inner == null) {
      return style == Style.PYPROJECT ? inner : root;
    }
    Map<String, TomlNode> entries = new LinkedHashMap<>(root.entries());
    entries.remove("tool");
    entries.putAll(inner.entries());
    return new TomlNode.Table(entries, inner.place());
  }

  private static TomlNode.@Nullable Table tableIn(TomlNode.Table table, String name) {
    return table.entries().get(name) instanceof TomlNode.Table inner ? inner : null;
  }

  /// Whether the file configures this tool; one with syntax errors may.
  boolean isOurs() {
    return table != null || misspelt != null || !errors.isEmpty();
  }

  /// The file's layer, and the profile's above it where one is asked for. All profiles are checked.
  ///
  /// @param profile the name, null for none
  /// @param asker where the profile was asked for
  void read(
      @Nullable String profile,
      Origin asker,
      Layers layers,
      Problems problems,
      List<String> notes) {
    Problems own = new Problems();
    Map<String, List<Setting<?>>> profiles = new TreeMap<>();
    if (misspelt != null) {
      String meant = "[tool." + ConfigFiles.TABLE + "]";
      Origin place = origin().at(misspelt.line(), misspelt.column());
      own.add(new Problem(place, "tool." + Mention.MISSPELT, "is unknown", "", meant));
    }
    if (table != null) {
      Map<String, TomlNode> entries = new LinkedHashMap<>(table.entries());
      TomlNode profileNode = entries.remove(PROFILE);
      Shape shape = Shape.of(Keys.ALL);
      TomlNode.Table rest = new TomlNode.Table(entries, table.place());
      layers.addAll(reader(own, origin()).settings(rest, shape, original(notes)));
      if (profileNode != null) {
        profiles(profileNode, profile, shape, own, notes, profiles);
      }
    }
    addInOrder(own, problems);
    if (profile != null) {
      choose(profile, asker, profiles, layers, problems);
    }
  }

  private void choose(
      String profile,
      Origin asker,
      Map<String, List<Setting<?>>> profiles,
      Layers layers,
      Problems problems) {
    List<Setting<?>> chosen = profiles.get(profile);
    if (chosen != null) {
      layers.addAll(chosen);
    } else if (errors.isEmpty() && depth == 0) {
      problems.add(unknownProfile(profile, asker, name, List.copyOf(profiles.keySet())));
    }
  }

  static Problem unknownProfile(String profile, Origin asker, String file, List<String> known) {
    String closest = Suggest.closest(profile, known);
    String wrong = "asks for profile " + Quote.shown(profile) + ", which ";
    wrong += file.isEmpty() ? "no configuration file here defines" : file + " does not define";
    String allowed = known.isEmpty() ? "" : Quote.plain(String.join(", ", known), 300);
    return new Problem(asker, "", wrong, allowed, closest);
  }

  private void profiles(
      TomlNode node,
      @Nullable String chosen,
      Shape shape,
      Problems own,
      List<String> notes,
      Map<String, List<Setting<?>>> profiles) {
    if (!(node instanceof TomlNode.Table tables)) {
      own.add(
          origin().at(node.place().line(), node.place().column()),
          PROFILE,
          "is " + node.typeName() + ", not a table of profiles");
      return;
    }
    for (Map.Entry<String, TomlNode> entry : tables.entries().entrySet()) {
      String profile = entry.getKey();
      Place place = entry.getValue().place();
      Origin origin =
          new Origin.InProfile(
              Quote.plain(profile, MAX_PROFILE_NAME), name, place.line(), place.column(), depth);
      if (!isName(profile)) {
        own.add(
            origin,
            "",
            "has a name of other characters than letters, digits, `_` and `-`, or a long one");
      } else if (!(entry.getValue() instanceof TomlNode.Table settings)) {
        own.add(origin, "", "is " + entry.getValue().typeName() + ", not a table of keys");
      } else {
        List<String> heard = profile.equals(chosen) ? notes : new ArrayList<>();
        profiles.put(profile, reader(own, origin).settings(settings, shape, original(heard)));
      }
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean word =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!word) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_PROFILE_NAME;
  }

  private static TableReader reader(Problems problems, Origin origin) {
    return new TableReader(problems, origin, "");
  }

  private Origin origin() {
    return new Origin.InFile(name, 0, 0, depth);
  }

  private @Nullable OriginalKeys original(List<String> notes) {
    return style == Style.OWN ? null : new OriginalKeys(notes);
  }

  /// All complaints in the order of the file. What follows a syntax error may have been misread, so
  /// only that error is told from there on.
  private void addInOrder(Problems own, Problems problems) {
    int firstError = errors.isEmpty() ? Integer.MAX_VALUE : errors.getFirst().place().line();
    List<Problem> ordered = new ArrayList<>();
    for (Problem problem : own.list()) {
      if (lineOf(problem) < firstError) {
        ordered.add(problem);
      }
    }
    ordered.sort(Comparator.comparingInt(ParsedFile::lineOf));
    for (SyntaxError error : errors) {
      Origin place = origin().at(error.place().line(), error.place().column());
      ordered.add(new Problem(place, "", Quote.plain(error.message(), 200), "", ""));
    }
    problems.addAll(ordered);
  }

  static int lineOf(Problem problem) {
    return switch (problem.origin()) {
      case Origin.InFile file -> file.line();
      case Origin.InProfile profile -> profile.line();
      case Origin.InPolicy policy -> policy.line();
      case Origin.Default _, Origin.Variable _, Origin.Flag _ -> 0;
    };
  }
}
