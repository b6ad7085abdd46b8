package dev.createdump.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A run as one trace in OTLP/JSON (OpenTelemetry protocol 1, `ExportTraceServiceRequest`), on one
/// line as the collector's file receivers read it: a span for the run and one for each phase. Where
/// `TRACEPARENT` (W3C Trace Context) says which trace it is part of, it is.
final class OtlpTrace {
  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}");

  private static final long NANOS = 1_000_000_000;
  private static final int INTERNAL = 1;
  private static final int OK = 1;
  private static final int ERROR = 2;

  private final Measures measures;
  private final long begun;
  private final String trace;
  private final String parent;

  private OtlpTrace(Measures measures, long begun, String trace, String parent) {
    this.measures = measures;
    this.begun = begun;
    this.trace = trace;
    this.parent = parent;
  }

  static String of(Measures measures, int code, Instant end, long nanos, Environment environment) {
    Matcher given = PARENT.matcher(environment.get("TRACEPARENT").orElse(""));
    boolean part = given.matches();
    long ended = end.getEpochSecond() * NANOS + end.getNano();
    OtlpTrace trace =
        new OtlpTrace(
            measures, ended - nanos, part ? given.group(1) : random(), part ? given.group(2) : "");
    return trace.json(code, ended);
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String json(int code, long ended) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.compact(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("resourceSpans");
      json.writeStartObject();
      json.writeObjectFieldStart("resource");
      json.writeArrayFieldStart("attributes");
      text(json, "service.name", "create-dump");
      text(json, "service.version", Version.VALUE);
      json.writeEndArray();
      json.writeEndObject();
      json.writeArrayFieldStart("scopeSpans");
      json.writeStartObject();
      json.writeObjectFieldStart("scope");
      json.writeStringField("name", "create-dump");
      json.writeStringField("version", Version.VALUE);
      json.writeEndObject();
      json.writeArrayFieldStart("spans");
      run(json, code, ended);
      for (int i = 0; i < measures.phases().size(); i++) {
        phase(json, i);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toString(StandardCharsets.UTF_8) + "\n";
  }

  private void run(JsonGenerator json, int code, long ended) throws IOException {
    start(json, span(-1), parent, "create-dump " + measures.command(), begun, ended);
    json.writeArrayFieldStart("attributes");
    text(json, "create_dump.command", measures.command());
    number(json, "process.exit.code", code);
    long files = 0;
    for (long count : measures.files().values()) {
      files += count;
    }
    number(json, "create_dump.files", files);
    number(json, "create_dump.written_bytes", measures.writtenBytes());
    number(json, "create_dump.uploaded_bytes", measures.uploadedBytes());
    json.writeEndArray();
    status(json, code == ExitCodes.DONE ? OK : ERROR);
    json.writeEndObject();
  }

  private void phase(JsonGenerator json, int index) throws IOException {
    Measures.Phase phase = measures.phases().get(index);
    start(json, span(index), span(-1), phase.name(), begun + phase.from(), begun + phase.to());
    status(json, 0);
    json.writeEndObject();
  }

  private void start(JsonGenerator json, String span, String above, String name, long from, long to)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", trace);
    json.writeStringField("spanId", span);
    if (!above.isEmpty()) {
      json.writeStringField("parentSpanId", above);
    }
    json.writeStringField("name", name);
    json.writeNumberField("kind", INTERNAL);
    // 64 bits are text in the JSON of Protocol Buffers.
    json.writeStringField("startTimeUnixNano", Long.toString(from));
    json.writeStringField("endTimeUnixNano", Long.toString(to));
  }

  private static void status(JsonGenerator json, int code) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeNumberField("code", code);
    json.writeEndObject();
  }

  /// The same in the same trace at the same time.
  private String span(int index) {
    return Digests.sha256Hex(trace + " " + parent + " " + begun + " " + index).substring(0, 16);
  }

  private static void text(JsonGenerator json, String key, String value) throws IOException {
    attribute(json, key, "stringValue", value);
  }

  private static void number(JsonGenerator json, String key, long value) throws IOException {
    attribute(json, key, "intValue", Long.toString(value));
  }

  private static void attribute(JsonGenerator json, String key, String type, String value)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("key", key);
    json.writeObjectFieldStart("value");
    json.writeStringField(type, value);
    json.writeEndObject();
    json.writeEndObject();
  }
}
