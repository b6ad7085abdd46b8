package dev.createdump.engine.manifest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.createdump.engine.base.CountedInputStream;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a manifest that nobody vouches for. Memory stays flat, however long its ledger is: entries
/// are counted one by one and forgotten.
public final class ManifestReader {
  /// The most values in one member but for the ledger, and in one entry of it.
  private static final int MAX_VALUES = 100_000;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private final LedgerTally ledger = new LedgerTally();
  private final Map<String, @Nullable Object> members = new TreeMap<>();
  private boolean ledgerSeen;

  private ManifestReader() {}

  /// A document that can be read again from its start.
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /// Reads a manifest twice: once for what it says, once for its digest.
  ///
  /// @throws MalformedException where it is none, saying why
  /// @throws IOException where it cannot be read
  public static SealedManifest read(Source source) throws IOException {
    ManifestReader reader = new ManifestReader();
    MessageDigest digest = Digests.newSha256();
    CountedInputStream counted = new CountedInputStream(source.open());
    try (InputStream in = new DigestInputStream(counted, digest)) {
      reader.parse(in);
      in.transferTo(OutputStream.nullOutputStream());
    } catch (JacksonException e) {
      throw MalformedException.of(e);
    } catch (ArithmeticException e) {
      throw new MalformedException("has counts in its ledger that no change has");
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    // Facts first: what is no manifest at all has no digest worth computing.
    var computed =
        new SealedManifest.Computed(sha256, counted.count(), CanonicalJson.digest(source));
    return reader.manifest(computed);
  }

  private void parse(InputStream in) throws IOException {
    try (JsonParser parser = Json.strict().createParser(in)) {
      // The caller closes the stream, after it has read it to its end.
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals("ledger") && token == JsonToken.START_ARRAY) {
          ledgerSeen = true;
          tally(parser);
        } else {
          members.put(name, JsonTree.read(parser, MAX_VALUES));
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedException("goes on after its end");
      }
    }
  }

  private void tally(JsonParser parser) throws IOException {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      ledger.add(JsonObject.of("ledger[" + i + "]", JsonTree.read(parser, MAX_VALUES)));
    }
  }

  private SealedManifest manifest(SealedManifest.Computed computed) throws MalformedException {
    JsonObject top = new JsonObject("", members);
    String schema = top.text("schema");
    if (!schema.equals(Manifest.SCHEMA)) {
      throw new MalformedException(
          "has the format " + schema + ", and this version reads " + Manifest.SCHEMA);
    }
    if (!ledgerSeen) {
      throw new MalformedException("has no list at ledger");
    }
    JsonObject findings = top.object("findings");
    JsonObject run = top.object("run");
    return new SealedManifest(
        top.text("name"),
        top.object("tool").text("version"),
        change(top),
        top.object("policy").text("settingsDigest", SHA256),
        PolicyEvidence.of(top.object("policy"), run),
        counts(top.object("counts")),
        findings.object("secrets").count("introduced"),
        findings.object("todos").count("introduced"),
        top.object("patch").flag("complete"),
        artifacts(top),
        ledger,
        top.text("dumpDigest", SHA256),
        new SealedManifest.RunFacts(
            time(run, "startedAt"), run.text("system"), run.text("id"), run.text("url")),
        previous(top),
        computed);
  }

  private static SealedManifest.Change change(JsonObject top) throws MalformedException {
    JsonObject repository = top.object("repository");
    JsonObject commits = top.object("commits");
    Long number = top.has("pullRequest") ? top.object("pullRequest").count("number") : null;
    if (number != null && number == 0) {
      throw new MalformedException("has no pull request's number at pullRequest.number");
    }
    return new SealedManifest.Change(
        repository.text("host"),
        repository.text("owner"),
        repository.text("name"),
        number,
        commits.object("base").text("id", COMMIT),
        commits.object("mergeBase").text("id", COMMIT),
        commits.object("head").text("id", COMMIT),
        time(commits.object("head"), "committedAt"));
  }

  private static String time(JsonObject object, String name) throws MalformedException {
    String text = object.text(name, TIME);
    try {
      Instant.parse(text);
      return text;
    } catch (DateTimeParseException e) {
      throw new MalformedException("has no day and time that exist at " + name + ": " + text);
    }
  }

  private static SealedManifest.Counts counts(JsonObject counts) throws MalformedException {
    return new SealedManifest.Counts(
        counts.count("files"),
        counts.count("added"),
        counts.count("deleted"),
        counted(counts.object("byStatus")),
        counted(counts.object("byState")));
  }

  private static Map<String, Long> counted(JsonObject counts) throws MalformedException {
    Map<String, Long> counted = new TreeMap<>();
    for (String name : counts.members().keySet()) {
      counted.put(name, counts.count(name));
    }
    return counted;
  }

  private static List<SealedFile> artifacts(JsonObject top) throws MalformedException {
    List<SealedFile> artifacts = new ArrayList<>();
    for (JsonObject artifact : top.objects("artifacts")) {
      artifacts.add(
          new SealedFile(
              artifact.text("name"),
              artifact.text("mediaType"),
              artifact.count("size"),
              artifact.text("sha256", SHA256)));
    }
    return artifacts;
  }

  private static @Nullable List<ManifestLink> previous(JsonObject top) throws MalformedException {
    if (!top.has("chain")) {
      return null;
    }
    List<ManifestLink> previous = new ArrayList<>();
    for (JsonObject link : top.object("chain").objects("previous")) {
      previous.add(new ManifestLink(link.text("key"), link.text("sha256", SHA256)));
    }
    return previous;
  }
}
