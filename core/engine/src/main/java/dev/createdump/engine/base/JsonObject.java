package dev.createdump.engine.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An object of foreign JSON, whose members are asked for with the type that they must have. What
/// is missing or of another type is named with its whole path.
///
/// @param path where it stands in its document; empty for the document itself
/// @param members its members by name
public record JsonObject(String path, Map<String, @Nullable Object> members) {
  /// @throws MalformedException where the value is no object
  public static JsonObject of(String path, @Nullable Object value) throws MalformedException {
    if (!(value instanceof Map<?, ?> map)) {
      throw new MalformedException("has no object at " + (path.isEmpty() ? "its top" : path));
    }
    Map<String, @Nullable Object> members = new java.util.TreeMap<>();
    map.forEach((name, member) -> members.put((String) name, member));
    return new JsonObject(path, members);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public JsonObject object(String name) throws MalformedException {
    return of(at(name), members.get(name));
  }

  public String text(String name) throws MalformedException {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new MalformedException("has no text at " + at(name));
  }

  /// A text that is whole what a pattern says.
  public String text(String name, Pattern pattern) throws MalformedException {
    String text = text(name);
    if (!pattern.matcher(text).matches()) {
      throw new MalformedException("has no proper value at " + at(name) + ": " + cut(text));
    }
    return text;
  }

  /// A text, or another where there is no such member.
  public String textOr(String name, String other) throws MalformedException {
    return has(name) ? text(name) : other;
  }

  /// An integer of 0 or more.
  public long count(String name) throws MalformedException {
    if (members.get(name) instanceof Long number && number >= 0) {
      return number;
    }
    throw new MalformedException("has no count at " + at(name));
  }

  public boolean flag(String name) throws MalformedException {
    if (members.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw new MalformedException("has no true or false at " + at(name));
  }

  public List<JsonObject> objects(String name) throws MalformedException {
    List<JsonObject> objects = new ArrayList<>();
    for (Object item : list(name)) {
      objects.add(of(at(name) + "[" + objects.size() + "]", item));
    }
    return objects;
  }

  public List<String> texts(String name) throws MalformedException {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw new MalformedException("has no text at " + at(name) + "[" + texts.size() + "]");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String name) throws MalformedException {
    if (members.get(name) instanceof List<?> list) {
      return list;
    }
    throw new MalformedException("has no list at " + at(name));
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String cut(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
