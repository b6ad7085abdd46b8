package dev.createdump.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A bucket: its objects in the order of UTF-8, and what its owner set.
final class GcsBucket {
  private static final Comparator<String> BY_UTF8 =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  final String name;
  final boolean objectRetention;
  final boolean requesterPays;
  final NavigableMap<String, GcsObject> objects = new TreeMap<>(BY_UTF8);

  GcsBucket(String name, boolean objectRetention, boolean requesterPays) {
    this.name = name;
    this.objectRetention = objectRetention;
    this.requesterPays = requesterPays;
  }

  /// Puts an object into its place, in one step.
  ///
  /// @param generationMatch the generation that must be there, 0 for none, or null
  synchronized void put(GcsObject object, @Nullable Long generationMatch) throws GcsRefusal {
    GcsObject old = objects.get(object.name());
    require(old, generationMatch);
    if (object.retentionMode() != null && !objectRetention) {
      throw GcsRefusal.invalid("Object retention is not enabled for bucket " + name + ".");
    }
    if (old != null && old.hold()) {
      throw new GcsRefusal(
          403, "objectUnderActiveHold", "Object '" + name + "/" + old.name() + "' is under hold.");
    }
    if (old != null && old.retainUntil() != null && isLater(old.retainUntil())) {
      throw new GcsRefusal(
          403,
          "retentionPolicyNotMet",
          "Object '" + name + "/" + old.name() + "' cannot be overwritten yet.");
    }
    objects.put(object.name(), object);
  }

  private static boolean isLater(String time) {
    return Instant.parse(time).isAfter(Instant.now());
  }

  synchronized void require(String object, @Nullable Long generationMatch) throws GcsRefusal {
    require(objects.get(object), generationMatch);
  }

  private static void require(@Nullable GcsObject old, @Nullable Long match) throws GcsRefusal {
    if (match != null && match != (old == null ? 0 : old.generation())) {
      throw GcsRefusal.conditionNotMet();
    }
  }

  synchronized GcsObject get(String object) throws GcsRefusal {
    GcsObject found = objects.get(object);
    if (found == null) {
      throw new GcsRefusal(404, "notFound", "No such object: " + name + "/" + object);
    }
    return found;
  }

  ObjectNode json(String base) {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.put("kind", "storage#bucket").put("id", name).put("name", name);
    json.put("selfLink", base + "/storage/v1/b/" + name).put("location", "EUROPE-WEST3");
    json.put("storageClass", "STANDARD").putObject("versioning").put("enabled", false);
    if (objectRetention) {
      json.putObject("objectRetention").put("mode", "Enabled");
    }
    json.putObject("billing").put("requesterPays", requesterPays);
    return json;
  }
}
