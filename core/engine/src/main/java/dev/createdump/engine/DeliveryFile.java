package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Artifact;
import dev.createdump.engine.bucket.Companion;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.bucket.SealedDump;
import dev.createdump.engine.manifest.CanonicalJson;
import dev.createdump.engine.policy.UploadSettings;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What an outbox says of one delivery, as properties beside the dump's files: where it belongs,
/// how it is to be kept, and the name, type, length and SHA-256 of each file.
final class DeliveryFile {
  static final String NAME = "delivery.properties";

  private static final String FORMAT = "create-dump.outbox/v1";

  private DeliveryFile() {}

  static void write(Path partial, UploadSettings upload, SealedDump dump) throws IOException {
    Properties said = new Properties();
    said.setProperty("format", FORMAT);
    new TreeMap<>(upload.columns())
        .forEach(
            (name, texts) -> {
              for (int i = 0; i < texts.size(); i++) {
                said.setProperty("upload." + name + "." + i, texts.get(i));
              }
            });
    location(said, dump.location());
    int count = 0;
    for (Artifact artifact : dump.artifacts()) {
      keep(partial, said, "artifact-" + count++, artifact);
    }
    keep(partial, said, "manifest", dump.manifest());
    int companions = 0;
    for (Companion each : dump.companions().of(dump.manifest().payload()::open)) {
      String file = "companion-" + companions++;
      keep(
          partial,
          said,
          file,
          new Artifact(each.key().value(), each.contentType(), each.payload().make()));
      said.setProperty(file + ".mayDiffer", Boolean.toString(each.mayDiffer()));
    }
    keep(partial, said, "index", new Artifact("index", "", dump.indexLine()));
    try (OutputStream out = Files.newOutputStream(partial.resolve(NAME))) {
      said.store(out, null);
    }
  }

  private static void location(Properties said, KeyLayout.Location location) {
    said.setProperty("location.host", location.host());
    said.setProperty("location.org", location.org());
    said.setProperty("location.repo", location.repo());
    said.setProperty("location.date", location.date().toString());
    Long number = location.pullRequestOrNull();
    said.setProperty("location.pr", number == null ? "" : number.toString());
    said.setProperty("location.head", location.head());
    said.setProperty("location.run", location.run());
  }

  private static void keep(Path partial, Properties said, String file, Artifact artifact)
      throws IOException {
    try (InputStream in = artifact.payload().openVerified()) {
      Files.copy(in, partial.resolve(file));
    }
    said.setProperty(file + ".name", artifact.name());
    said.setProperty(file + ".type", artifact.contentType());
    said.setProperty(file + ".length", Long.toString(artifact.payload().length()));
    said.setProperty(file + ".sha256", artifact.payload().sha256());
  }

  static Outbox.Delivery read(Path path) throws IOException, Failure {
    Properties said = new Properties();
    try (InputStream in = Files.newInputStream(path.resolve(NAME))) {
      said.load(in);
    }
    try {
      if (!FORMAT.equals(said.getProperty("format"))) {
        throw new IllegalArgumentException("not of format " + FORMAT);
      }
      return new Outbox.Delivery(path, UploadSettings.read(columns(said)), dump(path, said));
    } catch (RuntimeException e) {
      throw new Failure.Corrupt(
          "the delivery in " + path + " cannot be read: " + e.getMessage(),
          "It was changed by hand, or by another version.");
    }
  }

  private static Map<String, List<String>> columns(Properties said) {
    Map<String, List<String>> columns = new TreeMap<>();
    List<String> names = new ArrayList<>(said.stringPropertyNames());
    names.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    for (String name : names) {
      if (name.startsWith("upload.")) {
        String column = name.substring("upload.".length(), name.lastIndexOf('.'));
        columns.computeIfAbsent(column, _ -> new ArrayList<>()).add(text(said, name));
      }
    }
    return columns;
  }

  private static SealedDump dump(Path path, Properties said) throws IOException {
    String number = text(said, "location.pr");
    KeyLayout.Location location =
        new KeyLayout.Location(
            text(said, "location.host"),
            text(said, "location.org"),
            text(said, "location.repo"),
            LocalDate.parse(text(said, "location.date")),
            number.isEmpty() ? null : Long.valueOf(number),
            text(said, "location.head"),
            text(said, "location.run"));
    List<Artifact> artifacts = new ArrayList<>();
    while (said.getProperty("artifact-" + artifacts.size() + ".name") != null) {
      artifacts.add(artifact(path, said, "artifact-" + artifacts.size()));
    }
    String digest;
    try (InputStream in = Files.newInputStream(path.resolve("manifest"))) {
      digest = CanonicalJson.digest(in);
    }
    return new SealedDump(
        location,
        artifacts,
        artifact(path, said, "manifest"),
        companions(path, said),
        artifact(path, said, "index").payload(),
        existing -> CanonicalJson.isDigestOf(digest, existing));
  }

  /// What stands beside this manifest. Beside one of another run over the same change stands what
  /// that run put there.
  private static Companion.Maker companions(Path path, Properties said) {
    List<Companion> all = new ArrayList<>();
    while (said.getProperty("companion-" + all.size() + ".name") != null) {
      String file = "companion-" + all.size();
      Artifact kept = artifact(path, said, file);
      all.add(
          new Companion(
              new ObjectKey(kept.name()),
              kept.contentType(),
              kept::payload,
              Boolean.parseBoolean(said.getProperty(file + ".mayDiffer"))));
    }
    String own = text(said, "manifest.sha256");
    return stored -> sha256(stored).equals(own) ? all : List.of();
  }

  private static String sha256(Companion.Manifest stored) throws IOException {
    try (InputStream in = stored.open()) {
      return Digests.sha256Hex(in);
    }
  }

  private static Artifact artifact(Path path, Properties said, String file) {
    return new Artifact(
        text(said, file + ".name"),
        text(said, file + ".type"),
        Payload.of(
            path.resolve(file),
            Long.parseLong(text(said, file + ".length")),
            text(said, file + ".sha256")));
  }

  private static String text(Properties said, String name) {
    String value = said.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
