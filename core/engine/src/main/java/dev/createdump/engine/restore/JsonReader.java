package dev.createdump.engine.restore;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.render.tree.TreeJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads JSON and JSON Lines, one file at a time.
final class JsonReader implements DumpReader {
  private static final int MOST_VALUES = 1_000_000;

  private boolean known;

  @Override
  public void read(InputStream in, Sink sink) throws IOException, Failure {
    boolean ended = false;
    try (JsonParser parser = Json.large().createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (ended || token != JsonToken.START_OBJECT) {
          throw new MalformedException("goes on after its end");
        }
        ended = object(parser, sink);
      }
    } catch (JacksonException e) {
      throw MalformedException.of(e);
    }
    if (!ended) {
      throw new MalformedException("breaks off before its end");
    }
  }

  /// Reads one object of the stream.
  ///
  /// @return whether it is the last one
  private boolean object(JsonParser parser, Sink sink) throws IOException, Failure {
    Map<String, @Nullable Object> members = new TreeMap<>();
    boolean document = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("schema")) {
        known = parser.getText().equals(TreeJson.SCHEMA);
        requireKnown();
      } else if (name.equals("files") && token == JsonToken.START_ARRAY) {
        document = true;
        requireKnown();
        sink.mark(PartMark.of(new JsonObject("", members)));
        files(parser, sink);
      } else if (document && !name.equals("leftOut")) {
        parser.skipChildren();
      } else {
        members.put(name, value(parser, name));
      }
    }
    JsonObject object = new JsonObject("", members);
    if (object.has("leftOut")) {
      long paths = 0;
      for (JsonObject left : object.objects("leftOut")) {
        paths += left.count("paths");
      }
      sink.leftOut(paths);
    }
    if (document) {
      return true;
    }
    requireKnown();
    String type = object.text("type");
    if (type.equals("tree")) {
      sink.mark(PartMark.of(object));
    }
    if (type.equals("file")) {
      sink.file(file(object));
    }
    return type.equals("end");
  }

  private void requireKnown() throws MalformedException {
    if (!known) {
      throw new MalformedException("is JSON, but no dump of a tree (" + TreeJson.SCHEMA + ")");
    }
  }

  private void files(JsonParser parser, Sink sink) throws IOException, Failure {
    requireKnown();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Map<String, @Nullable Object> members = new TreeMap<>();
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("has no object among its files");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(parser, name));
      }
      sink.file(file(new JsonObject("files", members)));
    }
  }

  private static @Nullable Object value(JsonParser parser, String name) throws IOException {
    return name.equals("base64") ? parser.getBinaryValue() : JsonTree.read(parser, MOST_VALUES);
  }

  private static DumpedFile file(JsonObject object) throws MalformedException {
    if (object.members().get("base64") instanceof byte[] bytes) {
      return Facts.file(object, bytes);
    }
    return Facts.file(
        object,
        object.has("content")
            ? Content.encoded(object.text("content"), object.text("encoding"))
            : null);
  }
}
