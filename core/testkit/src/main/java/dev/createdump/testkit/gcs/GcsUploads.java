package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Uploads in one request ("multipart") and in chunks ("resumable").
final class GcsUploads {
  /// Every chunk but the last is a multiple of this.
  private static final int CHUNK_UNIT = 256 * 1024;

  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeGcs fake;
  private final Map<String, Session> sessions = new HashMap<>();

  /// An upload that is under way; `done` once its object is there.
  private static final class Session {
    final GcsBucket bucket;
    final JsonNode resource;
    final Query query;
    final Headers headers;
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    @Nullable GcsObject done;

    Session(GcsBucket bucket, JsonNode resource, Query query, Headers headers) {
      this.bucket = bucket;
      this.resource = resource;
      this.query = query;
      this.headers = headers;
    }
  }

  GcsUploads(FakeGcs fake) {
    this.fake = fake;
  }

  synchronized int unfinished() {
    return (int) sessions.values().stream().filter(session -> session.done == null).count();
  }

  /// A body of two parts: the resource as JSON, and the content (RFC 2387).
  GcsObject multipart(GcsBucket bucket, Query query, Headers headers, byte[] body)
      throws GcsRefusal {
    Matcher boundary =
        Pattern.compile("multipart/related;.*boundary=\"?([^\";]+)\"?.*")
            .matcher(headers.get("content-type"));
    if (!boundary.matches()) {
      throw GcsRefusal.invalid("no multipart/related body");
    }
    String text = new String(body, ISO_8859_1);
    String[] parts = text.split("\r?\n?--" + Pattern.quote(boundary.group(1)), -1);
    if (parts.length != 4 || !parts[3].startsWith("--")) {
      throw GcsRefusal.invalid("a multipart upload has exactly two parts");
    }
    JsonNode resource = parse(new String(part(parts[1]).getBytes(ISO_8859_1), UTF_8));
    byte[] content = part(parts[2]).getBytes(ISO_8859_1);
    return create(bucket, resource, query, headers, content);
  }

  private static String part(String part) throws GcsRefusal {
    Matcher blank = Pattern.compile("\r\n\r\n").matcher(part);
    if (!blank.find()) {
      throw GcsRefusal.invalid("a part without headers");
    }
    return part.substring(blank.end());
  }

  /// @return the name of a new session
  synchronized String start(GcsBucket bucket, Query query, Headers headers, byte[] body)
      throws GcsRefusal {
    JsonNode resource = body.length == 0 ? JSON.createObjectNode() : parse(new String(body, UTF_8));
    Session session = new Session(bucket, resource, query, headers);
    bucket.require(name(resource, query), match(query));
    String id = UUID.randomUUID().toString();
    sessions.put(id, session);
    return id;
  }

  /// What became of a chunk: the object where it was the last, and how many bytes are there.
  record Progress(@Nullable GcsObject object, long received) {}

  synchronized Progress chunk(String id, Headers headers, byte[] body) throws GcsRefusal {
    Session session = session(id);
    Matcher range = RANGE.matcher(headers.get("content-range"));
    if (session.done != null) {
      return new Progress(session.done, session.received.size());
    }
    if (!range.matches()) {
      throw GcsRefusal.invalid("Failed to parse Content-Range header.");
    }
    if (range.group(1) != null) {
      append(session, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), body);
    } else if (body.length > 0) {
      throw GcsRefusal.invalid("Content-Range without bytes, but there are some");
    }
    String total = range.group(3);
    boolean last = !total.equals("*") && Long.parseLong(total) == session.received.size();
    if (!last) {
      if (body.length % CHUNK_UNIT != 0) {
        throw GcsRefusal.invalid("a chunk must be a multiple of 256 KiB");
      }
      return new Progress(null, session.received.size());
    }
    try {
      session.done =
          create(
              session.bucket,
              session.resource,
              session.query,
              session.headers,
              session.received.toByteArray());
    } catch (GcsRefusal e) {
      sessions.remove(id);
      throw e;
    }
    return new Progress(session.done, session.received.size());
  }

  private static void append(Session session, long first, long last, byte[] body)
      throws GcsRefusal {
    long there = session.received.size();
    if (last - first + 1 != body.length || first > there) {
      throw new GcsRefusal(503, "backendError", "Content-Range does not fit the bytes");
    }
    // What was received already is not written again.
    int skip = (int) Math.min(body.length, there - first);
    session.received.write(body, skip, body.length - skip);
  }

  synchronized void cancel(String id) throws GcsRefusal {
    if (session(id).done == null) {
      sessions.remove(id);
    }
  }

  private Session session(String id) throws GcsRefusal {
    Session session = sessions.get(id);
    if (session == null) {
      throw new GcsRefusal(404, "notFound", "No such upload session");
    }
    return session;
  }

  private GcsObject create(
      GcsBucket bucket, JsonNode resource, Query query, Headers headers, byte[] content)
      throws GcsRefusal {
    verify("CRC32C", resource.path("crc32c").asText(""), Hashes.crc32c(content));
    verify("MD5", resource.path("md5Hash").asText(""), Hashes.md5(content));
    Map<String, String> metadata = new TreeMap<>();
    resource
        .path("metadata")
        .properties()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
    JsonNode retention = resource.path("retention");
    GcsObject object =
        new GcsObject(
            bucket.name,
            name(resource, query),
            fake.nextGeneration(),
            content,
            resource.path("contentType").asText("application/octet-stream"),
            metadata,
            storageClass(resource.path("storageClass").asText("STANDARD")),
            resource.path("temporaryHold").asBoolean(),
            retention.isMissingNode() ? null : retention.path("mode").asText(),
            retention.isMissingNode() ? null : retention.path("retainUntilTime").asText(),
            query.has("kmsKeyName") ? query.get("kmsKeyName") : null,
            headers.customerKey());
    bucket.put(object, match(query));
    return object;
  }

  private static String storageClass(String name) throws GcsRefusal {
    if (!Arrays.asList("STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE").contains(name)) {
      throw GcsRefusal.invalid("Invalid storage class " + name);
    }
    return name;
  }

  private static void verify(String what, String provided, String computed) throws GcsRefusal {
    if (!provided.isEmpty() && !provided.equals(computed)) {
      throw GcsRefusal.invalid(
          "Provided "
              + what
              + " \""
              + provided
              + "\" doesn't match calculated "
              + what
              + " \""
              + computed
              + "\".");
    }
  }

  private static String name(JsonNode resource, Query query) throws GcsRefusal {
    String name = query.has("name") ? query.get("name") : resource.path("name").asText("");
    int length = name.getBytes(UTF_8).length;
    if (length == 0 || length > 1024 || name.contains("\n") || name.contains("\r")) {
      throw GcsRefusal.invalid("Invalid object name");
    }
    return name;
  }

  private static @Nullable Long match(Query query) {
    return query.has("ifGenerationMatch") ? Long.valueOf(query.get("ifGenerationMatch")) : null;
  }

  private static JsonNode parse(String json) throws GcsRefusal {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new GcsRefusal(400, "parseError", "Parse Error");
    }
  }
}
