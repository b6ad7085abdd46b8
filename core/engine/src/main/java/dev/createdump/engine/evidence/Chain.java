package dev.createdump.engine.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.JsonTree;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.Companion;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The chain of a pull request's dumps in a bucket. Each manifest names the manifests before it
/// that none other names yet, as a commit names its parents, and leaves a small object by which the
/// next one finds it.
///
/// No run waits for another: runs at the same time may name the same manifest before them, and the
/// next one after them names both. What once has a successor cannot be taken away or changed
/// without the successor telling.
public final class Chain {
  private static final String SCHEMA = "create-dump.chain/v1";

  /// How many of the newest objects are read: what is older is named by one of these, unless more
  /// runs than this went on at the same time.
  private static final int WINDOW = 16;

  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_VALUES = 1000;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Bucket bucket;
  private final String prefix;

  private Chain(Bucket bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /// The manifest of an object in the chain, and those before it.
  record Entry(ManifestLink manifest, List<ManifestLink> previous) {}

  /// What a new dump names as before it.
  ///
  /// @param at where the dump will lie, of a pull request
  /// @return the manifests that no other names; where the dump is there already, what its manifest
  ///     names, so that doing it again changes nothing
  public static List<ManifestLink> before(Bucket bucket, KeyLayout.Location at)
      throws StoreException {
    String prefix = KeyLayout.chainPrefix(at);
    return new Chain(bucket, prefix).before(KeyLayout.directory(at));
  }

  private List<ManifestLink> before(String own) throws StoreException {
    Deque<ObjectKey> newest = new ArrayDeque<>();
    bucket.walk(
        prefix,
        object -> {
          if (object.length() <= MAX_BYTES) {
            newest.addLast(object.key());
          }
          if (newest.size() > WINDOW) {
            newest.removeFirst();
          }
          return true;
        });
    List<ManifestLink> tips = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (ObjectKey key : newest) {
      Entry entry = read(key);
      if (entry == null) {
        continue;
      }
      if (entry.manifest().key().startsWith(own)) {
        return entry.previous();
      }
      tips.add(entry.manifest());
      entry.previous().forEach(link -> named.add(link.sha256()));
    }
    tips.removeIf(tip -> named.contains(tip.sha256()));
    return tips;
  }

  /// An object of the chain; null where it is none: whoever wrote it must not keep others from
  /// storing theirs.
  private @Nullable Entry read(ObjectKey key) throws StoreException {
    try (InputStream in = bucket.open(key)) {
      JsonObject json = JsonTree.document(in.readNBytes(MAX_BYTES), MAX_VALUES);
      if (!json.text("schema").equals(SCHEMA)) {
        return null;
      }
      List<ManifestLink> previous = new ArrayList<>();
      for (JsonObject link : json.objects("previous")) {
        previous.add(link(link));
      }
      return new Entry(link(json.object("manifest")), previous);
    } catch (MalformedException e) {
      return null;
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Code.UNAVAILABLE, key.under(bucket.uri()).toString(), "broke off", e);
    }
  }

  private static ManifestLink link(JsonObject link) throws MalformedException {
    return new ManifestLink(link.text("key"), link.text("sha256", SHA256));
  }

  /// The object by which the next run finds a manifest. It follows from the manifest alone.
  ///
  /// @param at where the dump lies
  /// @return nothing to store where the manifest was made without looking for others
  public static List<Companion> companions(KeyLayout.Location at, SealedManifest manifest) {
    List<ManifestLink> previous = manifest.previous();
    if (previous == null) {
      return List.of();
    }
    String sha256 = manifest.computed().sha256();
    String name = manifest.name() + Verifier.MANIFEST;
    ManifestLink own = new ManifestLink(KeyLayout.file(at, name).value(), sha256);
    String time = manifest.run().startedAt().replaceAll("[-:]", "");
    ObjectKey key =
        new ObjectKey(KeyLayout.chainPrefix(at) + time + "-" + sha256.substring(0, 32) + ".json");
    return List.of(
        new Companion(key, "application/json", () -> Payload.of(json(own, previous)), false));
  }

  private static byte[] json(ManifestLink own, List<ManifestLink> previous) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.compact(out)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeFieldName("manifest");
      write(json, own);
      json.writeArrayFieldStart("previous");
      for (ManifestLink link : previous) {
        write(json, link);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, ManifestLink link) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", link.key());
    json.writeStringField("sha256", link.sha256());
    json.writeEndObject();
  }
}
