package dev.createdump.engine.manifest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The canonical form of a manifest, by the JSON Canonicalization Scheme (RFC 8785): members sorted
/// by name, no white space, shortest escapes. All numbers of a manifest are integers, so the
/// scheme's rules for fractions are not needed; a fraction is refused.
public final class CanonicalJson {
  /// The members of a manifest that its digest leaves out.
  private static final List<String> LEFT_OUT = List.of("chain", "dumpDigest", "run");

  /// The most values in one item of a list, or in a member that is no list, when memory is to stay
  /// flat.
  private static final int MAX_VALUES = 100_000;

  /// A list whose canonical form is longer than this many bytes is read again instead of kept.
  private static final int MAX_KEPT = 1 << 20;

  private CanonicalJson() {}

  /// A generator of the canonical form, but for the order of members.
  static JsonGenerator generator(OutputStream out) throws IOException {
    JsonGenerator json = Json.compact(out);
    json.configure(JsonWriteFeature.WRITE_HEX_UPPER_CASE.mappedFeature(), false);
    return json;
  }

  /// The SHA-256 of a manifest's canonical form without the members that the digest leaves out.
  ///
  /// @throws IOException where the stream is no JSON object, or holds what no manifest holds
  public static String digest(InputStream manifest) throws IOException {
    MessageDigest digest = Digests.newSha256();
    try (JsonParser parser = Json.factory().createParser(manifest);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
        JsonGenerator json = generator(out)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("a manifest is a JSON object");
      }
      Map<String, @Nullable Object> members = object(parser);
      LEFT_OUT.forEach(members::remove);
      write(json, members);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Whether a stored manifest has this digest; one that is damaged has none.
  ///
  /// @throws IOException where it cannot be read to its end
  public static boolean isDigestOf(String digest, InputStream manifest) throws IOException {
    try {
      return digest(manifest).equals(digest);
    } catch (JacksonException | MalformedException e) {
      return false;
    }
  }

  /// The same digest over a document of any length, in memory that does not grow with it: lists at
  /// its top are written item by item, and the long ones among them are read once more when it is
  /// their turn.
  ///
  /// @throws IOException where the document is no JSON object, or holds what no manifest holds
  public static String digest(ManifestReader.Source manifest) throws IOException {
    MessageDigest digest = Digests.newSha256();
    SortedMap<String, byte @Nullable []> members = members(manifest);
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      char before = '{';
      for (Map.Entry<String, byte @Nullable []> member : members.entrySet()) {
        out.write(before);
        out.write(canonical(member.getKey()));
        out.write(':');
        byte[] kept = member.getValue();
        if (kept != null) {
          out.write(kept);
        } else {
          copyList(manifest, member.getKey(), out);
        }
        before = ',';
      }
      out.write(members.isEmpty() ? new byte[] {'{', '}'} : new byte[] {'}'});
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The canonical form of each member that counts; null for a long list.
  private static SortedMap<String, byte @Nullable []> members(ManifestReader.Source manifest)
      throws IOException {
    SortedMap<String, byte @Nullable []> members = new TreeMap<>();
    try (InputStream in = manifest.open();
        JsonParser parser = Json.strict().createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("a manifest is a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (LEFT_OUT.contains(name)) {
          parser.skipChildren();
        } else if (token == JsonToken.START_ARRAY) {
          members.put(name, list(parser));
        } else {
          members.put(name, canonical(JsonTree.read(parser, MAX_VALUES)));
        }
      }
    }
    return members;
  }

  private static byte @Nullable [] list(JsonParser parser) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    int items = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (kept.size() > MAX_KEPT) {
        parser.skipChildren();
        continue;
      }
      kept.write(items++ == 0 ? '[' : ',');
      kept.write(canonical(JsonTree.read(parser, MAX_VALUES)));
    }
    kept.writeBytes(items == 0 ? new byte[] {'[', ']'} : new byte[] {']'});
    return kept.size() > MAX_KEPT ? null : kept.toByteArray();
  }

  private static void copyList(ManifestReader.Source manifest, String member, OutputStream out)
      throws IOException {
    try (InputStream in = manifest.open();
        JsonParser parser = Json.strict().createParser(in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME && !parser.currentName().equals(member)) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
      char before = '[';
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        out.write(before);
        out.write(canonical(JsonTree.read(parser, MAX_VALUES)));
        before = ',';
      }
      out.write(']');
    }
  }

  private static byte[] canonical(@Nullable Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = generator(out)) {
      write(json, value);
    }
    return out.toByteArray();
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
    throw new MalformedException("no manifest holds a " + token);
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
