package dev.createdump.engine.base;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads values of foreign JSON into memory, as long as they stay small: maps sorted by name,
/// lists, strings, `Long`, `Boolean` and null. Fractions are refused, as none of our formats has
/// any.
public final class JsonTree {
  private final JsonParser parser;
  private int budget;

  private JsonTree(JsonParser parser, int budget) {
    this.parser = parser;
    this.budget = budget;
  }

  /// Reads the value that the parser stands on.
  ///
  /// @param most the most values, counting those within
  public static @Nullable Object read(JsonParser parser, int most) throws IOException {
    return new JsonTree(parser, most).value(parser.currentToken());
  }

  /// Reads a whole document that is one object.
  ///
  /// @param most the most values in it
  /// @throws MalformedException where it is anything else
  public static JsonObject document(byte[] json, int most) throws IOException {
    try (JsonParser parser = Json.strict().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("is no JSON object");
      }
      Object value = read(parser, most);
      if (parser.nextToken() != null) {
        throw new MalformedException("goes on after its end");
      }
      return JsonObject.of("", value);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw MalformedException.of(e);
    }
  }

  private @Nullable Object value(@Nullable JsonToken token) throws IOException {
    if (--budget < 0) {
      throw new MalformedException("holds more than it should in one place");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null -> throw new MalformedException("ends too early");
      default -> throw new MalformedException("holds a number that is no integer");
    };
  }

  private Map<String, @Nullable Object> object() throws IOException {
    Map<String, @Nullable Object> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      members.put(name, value(parser.nextToken()));
    }
    return members;
  }

  private List<@Nullable Object> array() throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      items.add(value(t));
    }
    return items;
  }
}
