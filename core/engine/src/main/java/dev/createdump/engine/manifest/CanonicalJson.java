package dev.createdump.engine.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The canonical form of a manifest, by the JSON Canonicalization Scheme (RFC 8785): members sorted
/// by name, no white space, shortest escapes. All numbers of a manifest are integers, so the
/// scheme's rules for fractions are not needed; a fraction is refused.
public final class CanonicalJson {
  /// The members of a manifest that its digest leaves out.
  private static final List<String> LEFT_OUT = List.of("dumpDigest", "run");

  private CanonicalJson() {}

  /// The SHA-256 of a manifest's canonical form without the members that the digest leaves out.
  ///
  /// @throws IOException where the stream is no JSON object, or holds what no manifest holds
  public static String digest(InputStream manifest) throws IOException {
    MessageDigest digest = Digests.newSha256();
    try (JsonParser parser = Json.factory().createParser(manifest);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        JsonGenerator json = Json.compact(out)) {
      json.configure(JsonWriteFeature.WRITE_HEX_UPPER_CASE.mappedFeature(), false);
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a manifest is a JSON object");
      }
      Map<String, @Nullable Object> members = object(parser);
      LEFT_OUT.forEach(members::remove);
      write(json, members);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      return object(parser);
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> items = new ArrayList<>();
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        items.add(value(parser, t));
      }
      return items;
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    throw new IOException("no manifest holds a " + token);
  }

  /// Plain tests of type, as a switch over patterns makes its classes at run time, which costs a
  /// short run more than the writing.
  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeFieldName((String) member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      throw new IllegalStateException("a value of no JSON type");
    }
  }
}
