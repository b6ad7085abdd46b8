package dev.createdump.engine.suppress;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.TomlNode;
import dev.createdump.engine.policy.TomlSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A TOML file of a repository, and what is wrong with it in words that never repeat its values:
/// they may be secrets.
///
/// @param shown what messages call the file
/// @param root its content
record TomlFile(String shown, TomlNode.Table root) {

  static TomlFile parse(byte[] content, String shown) throws Failure.Policy {
    TomlSource.Parsed parsed = TomlSource.parse(content);
    if (!parsed.problem().isEmpty()) {
      throw new Failure.Policy(
          shown + parsed.place() + ": " + parsed.problem(),
          "A list that cannot be read silences nothing, so that the run stops. Mend it where it is"
              + " read from.");
    }
    return new TomlFile(shown, parsed.root());
  }

  Failure.Policy problem(TomlNode at, String what, String hint) {
    return new Failure.Policy(shown + TomlSource.place(at) + ": " + what, hint);
  }

  TomlNode.Table table(TomlNode node, String hint) throws Failure.Policy {
    if (node instanceof TomlNode.Table table) {
      return table;
    }
    throw problem(node, "is " + node.typeName() + ", not a table", hint);
  }

  /// A member, its name in any case, as gitleaks reads them.
  static @Nullable TomlNode member(TomlNode.Table table, String name) {
    TomlNode exact = table.entries().get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, TomlNode> entry : table.entries().entrySet()) {
      if (entry.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return entry.getValue();
      }
    }
    return null;
  }

  /// A member that is a text, empty where it is absent.
  String text(TomlNode.Table table, String name) throws Failure.Policy {
    TomlNode node = member(table, name);
    if (node == null) {
      return "";
    }
    if (node instanceof TomlNode.Text text) {
      return text.value();
    }
    throw problem(node, name + " is " + node.typeName() + ", not a string", "");
  }

  /// A member that is a list of texts, empty where it is absent.
  List<String> texts(TomlNode.Table table, String name) throws Failure.Policy {
    TomlNode node = member(table, name);
    List<String> texts = new ArrayList<>();
    if (node == null) {
      return texts;
    }
    if (node instanceof TomlNode.Items items) {
      for (TomlNode item : items.values()) {
        if (!(item instanceof TomlNode.Text text)) {
          throw problem(item, name + " holds " + item.typeName() + ", not a string", "");
        }
        texts.add(text.value());
      }
      return texts;
    }
    throw problem(node, name + " is " + node.typeName() + ", not a list", "");
  }

  /// Members that are tables: one of the first name, and those in a list of either name.
  List<TomlNode.Table> tables(TomlNode.Table table, String one, String many) throws Failure.Policy {
    List<TomlNode.Table> found = new ArrayList<>();
    for (String name : one.isEmpty() ? List.of(many) : List.of(one, many)) {
      switch (member(table, name)) {
        case null -> {}
        case TomlNode.Table single -> found.add(single);
        case TomlNode.Items items -> {
          for (TomlNode item : items.values()) {
            found.add(table(item, ""));
          }
        }
        case TomlNode other -> throw problem(other, name + " is " + other.typeName(), "");
      }
    }
    return found;
  }

  /// A TOML string that means this text.
  static String quoted(String text) {
    return TomlSource.quoted(text);
  }
}
