package dev.createdump.engine.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.render.CheckoutJson;
import dev.createdump.engine.render.LedgerJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The manifest of a dump, described by `docs/reference/manifest.schema.json`.
///
/// Its `dumpDigest` is the SHA-256 of the document's canonical form (see {@link CanonicalJson})
/// without the members `chain`, `dumpDigest` and `run`: two runs over the same change under the
/// same configuration give the same digest.
///
/// @param header what the dump says of the change
/// @param policy the configuration it was made under
/// @param artifacts the files of the dump, in the order of their names
/// @param run when and where it was made
public record Manifest(
    DumpHeader header, PolicyRecord policy, List<SealedFile> artifacts, Run run) {
  /// The name and version of the format, the value of `schema`.
  public static final String SCHEMA = "create-dump.manifest/v1";

  private static final String LEDGER = "ledger";

  public Manifest {
    artifacts = List.copyOf(artifacts);
  }

  /// Says which manifests stand before this one.
  @FunctionalInterface
  public interface Before {
    /// Nobody looked.
    Before UNKNOWN = _ -> null;

    /// @param dumpDigest the digest of this manifest
    /// @return those that no other names; null where nobody looked
    @Nullable List<ManifestLink> of(String dumpDigest) throws Failure;
  }

  /// The digest that the document states. Of the ledger, which grows with the tree, one entry at a
  /// time is in memory.
  public String dumpDigest() throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (JsonGenerator json = CanonicalJson.generator(frame)) {
      json.writeStartObject();
      body(json, false);
      json.writeEndObject();
    }
    MessageDigest digest = Digests.newSha256();
    CanonicalOrder.update(digest, frame.toByteArray(), LEDGER, this::addLedger);
    return HexFormat.of().formatHex(digest.digest());
  }

  private void addLedger(MessageDigest digest) throws IOException {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    try (JsonGenerator json = CanonicalJson.generator(entry)) {
      json.writeStartArray();
      for (DumpFile.Entry each : header.ledger()) {
        ledger(json, each);
        json.flush();
        // The bracket or the comma before it.
        byte[] written = entry.toByteArray();
        digest.update(written[0]);
        CanonicalOrder.update(digest, Arrays.copyOfRange(written, 1, written.length));
        entry.reset();
      }
      json.writeEndArray();
    }
    digest.update(entry.toByteArray());
  }

  /// Writes the document; the stream stays open.
  ///
  /// @param dumpDigest what {@link #dumpDigest} gave
  /// @param previous which manifests stand before it; null where nobody looked
  public void write(OutputStream out, String dumpDigest, @Nullable List<ManifestLink> previous)
      throws IOException {
    try (JsonGenerator json = Json.pretty(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      body(json, true);
      json.writeStringField("dumpDigest", dumpDigest);
      chain(json, previous);
      run(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /// @param whole whether the ledger is more than an empty list
  private void body(JsonGenerator json, boolean whole) throws IOException {
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("name", header.name());
    json.writeObjectFieldStart("tool");
    json.writeStringField("name", "create-dump");
    json.writeStringField("version", header.toolVersion());
    policy.writePlugins(json);
    json.writeEndObject();
    LedgerJson.identity(json, header);
    json.writeObjectFieldStart("policy");
    policy.write(json);
    json.writeEndObject();
    json.writeObjectFieldStart("counts");
    LedgerJson.counts(json, header.statistics());
    json.writeEndObject();
    LedgerJson.projects(json, header);
    findings(json);
    patch(json);
    artifacts(json);
    LedgerJson.notes(json, header);
    json.writeArrayFieldStart(LEDGER);
    if (whole) {
      for (DumpFile.Entry entry : header.ledger()) {
        ledger(json, entry);
      }
    }
    json.writeEndArray();
    TreeInfo tree = header.tree();
    if (tree != null) {
      tree(json, tree);
    }
  }

  private void ledger(JsonGenerator json, DumpFile.Entry entry) throws IOException {
    json.writeStartObject();
    LedgerJson.entry(json, entry);
    TreeInfo tree = header.tree();
    if (tree != null) {
      facts(json, tree.facts().get(entry.index()));
    }
    json.writeEndObject();
  }

  private static void facts(JsonGenerator json, TreeInfo.FileFacts facts) throws IOException {
    json.writeNumberField("size", facts.size());
    if (facts.sha256() != null) {
      json.writeStringField("sha256", facts.sha256());
    }
  }

  private static void tree(JsonGenerator json, TreeInfo tree) throws IOException {
    json.writeObjectFieldStart("tree");
    json.writeStringField("source", tree.source());
    json.writeStringField("below", tree.below().value());
    json.writeNumberField("bytes", tree.bytes());
    json.writeNumberField("unread", tree.unread());
    CheckoutJson.branch(json, tree.checkout());
    CheckoutJson.state(json, tree.checkout());
    json.writeEndObject();
  }

  private void findings(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("findings");
    for (DumpFinding.Kind kind : DumpFinding.Kind.values()) {
      json.writeObjectFieldStart(kind == DumpFinding.Kind.SECRET ? "secrets" : "todos");
      for (DumpFinding.Change change : DumpFinding.Change.values()) {
        int count = 0;
        for (DumpFinding finding : header.findings()) {
          count += finding.kind() == kind && finding.change() == change ? 1 : 0;
        }
        if (kind == DumpFinding.Kind.SECRET || change != DumpFinding.Change.TRANSIENT) {
          json.writeNumberField(change.name().toLowerCase(java.util.Locale.ROOT), count);
        }
      }
      if (kind == DumpFinding.Kind.SECRET) {
        json.writeNumberField("suppressed", header.suppressed().size());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /// Whether the patch gives the head's tree when applied on the merge base, and if not, why.
  private void patch(JsonGenerator json) throws IOException {
    List<String> reasons = patchGaps(header);
    json.writeObjectFieldStart("patch");
    json.writeBooleanField("complete", reasons.isEmpty());
    json.writeArrayFieldStart("reasons");
    for (String reason : reasons) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// Why the patch of a dump is not the whole change; empty where it is.
  public static List<String> patchGaps(DumpHeader header) {
    if (header.tree() != null) {
      return List.of("the dump of a tree has no patch");
    }
    List<String> reasons = new ArrayList<>();
    int redacted = header.statistics().redactedPatches();
    int excluded = header.statistics().byState().getOrDefault(FileState.EXCLUDED, 0);
    if (redacted > 0) {
      reasons.add("secrets were hidden in " + redacted + (redacted == 1 ? " path" : " paths"));
    }
    if (excluded > 0) {
      reasons.add(excluded + (excluded == 1 ? " path was" : " paths were") + " excluded");
    }
    return reasons;
  }

  private void artifacts(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("artifacts");
    for (SealedFile artifact : artifacts) {
      json.writeStartObject();
      json.writeStringField("name", artifact.name());
      json.writeStringField("mediaType", artifact.mediaType());
      json.writeNumberField("size", artifact.size());
      json.writeStringField("sha256", artifact.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void chain(JsonGenerator json, @Nullable List<ManifestLink> previous)
      throws IOException {
    if (previous == null) {
      return;
    }
    json.writeObjectFieldStart("chain");
    json.writeArrayFieldStart("previous");
    for (ManifestLink link : previous) {
      json.writeStartObject();
      json.writeStringField("key", link.key());
      json.writeStringField("sha256", link.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void run(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("run");
    json.writeStringField("startedAt", UtcTime.text(run.startedAt().getEpochSecond()));
    json.writeStringField("system", run.system());
    json.writeStringField("event", run.event().value());
    json.writeStringField("id", run.id().value());
    json.writeStringField("url", run.url().value());
    policy.writeArrivals(json);
    json.writeEndObject();
  }
}
