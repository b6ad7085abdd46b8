package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Artifact;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.bucket.SealedDump;
import dev.createdump.engine.bucket.StoreOptions;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.bucket.UnknownSchemeException;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.evidence.Chain;
import dev.createdump.engine.manifest.CanonicalJson;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.policy.UploadSettings;
import dev.createdump.engine.sign.Signing;
import dev.createdump.spi.Capability;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The stores of a run: opened before any work, asked whether they can do what is asked for beside
/// it, filled at its end. What a store that is not reached does not take goes to the outbox.
final class Uploads implements AutoCloseable {
  private final List<Target> targets = new ArrayList<>();
  private final Outbox outbox;

  /// A store, how it is to keep what it is given, and what it said when it was asked: a store that
  /// is not reached, or null.
  private record Target(
      UploadSettings upload, Bucket bucket, PutOptions terms, Background<Answer> asked) {}

  /// @param failure why the store cannot be used; null where it can
  private record Answer(@Nullable StoreException failure) {}

  private Uploads(Outbox outbox) {
    this.outbox = outbox;
  }

  /// Opens the stores, and starts to ask them. What must hold before any work begins, a lock say,
  /// is waited for here.
  static Uploads open(
      List<UploadSettings> uploads,
      Supplier<Stores> installed,
      Environment environment,
      Path outbox)
      throws Failure {
    Uploads opened = new Uploads(new Outbox(outbox));
    if (uploads.isEmpty()) {
      return opened;
    }
    Stores stores = installed.get();
    try {
      for (UploadSettings upload : uploads) {
        StoreContext context = StoreOptions.context(upload, environment);
        Bucket bucket = new Bucket(stores.open(uri(upload.uri()), context));
        PutOptions terms = StoreOptions.objects(upload);
        Target target =
            new Target(upload, bucket, terms, Background.start("store", () -> ask(bucket, terms)));
        opened.targets.add(target);
        bucket.require(terms.needed());
        if (terms.needed().contains(Capability.OBJECT_LOCK)) {
          refuseUnlessReached(target);
        }
      }
      return opened;
    } catch (UnknownSchemeException e) {
      opened.close();
      throw new Failure.Usage("cannot upload: " + e.getMessage(), "");
    } catch (StoreException e) {
      opened.close();
      throw new Failure.Stored(e, "Nothing was written yet.");
    } catch (Failure e) {
      opened.close();
      throw e;
    }
  }

  private static URI uri(String text) throws Failure {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new Failure.Usage(
          "cannot upload to " + text + ": " + e.getReason(),
          "Write it as file:///DIRECTORY, s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or"
              + " az://ACCOUNT/CONTAINER/PREFIX; %20 is a blank.");
    }
  }

  private static Answer ask(Bucket bucket, PutOptions terms) {
    try {
      bucket.check(terms);
      return new Answer(null);
    } catch (StoreException e) {
      return new Answer(e);
    }
  }

  /// Fails where a store refuses. One that is not reached is none that refuses.
  void refuse() throws Failure {
    for (Target target : targets) {
      refuseUnlessReached(target);
    }
  }

  private static void refuseUnlessReached(Target target) throws Failure {
    StoreException failure = target.asked().get().failure();
    if (failure != null && !failure.code().retryable()) {
      throw new Failure.Stored(failure, "Nothing was written yet.");
    }
  }

  /// Stores a dump everywhere.
  ///
  /// @throws Failure where a store did not take it, after all were tried
  List<Receipt> publish(
      DumpHeader header,
      Path directory,
      DumpWriter.Written written,
      CiContext.@Nullable Run run,
      @Nullable Signing signing)
      throws Failure {
    List<Receipt> receipts = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (Target target : targets) {
      SealedDump dump = sealed(header, directory, written, run, signing);
      try {
        StoreException unreached = target.asked().get().failure();
        if (unreached != null) {
          throw unreached;
        }
        receipts.addAll(target.bucket().publish(dump, target.terms()));
      } catch (StoreException e) {
        failures.add(failed(target, dump, directory, e));
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return receipts;
  }

  private Failure failed(Target target, SealedDump dump, Path directory, StoreException e)
      throws Failure {
    Optional<String> changed =
        e.code() == StoreException.Code.CORRUPT ? changed(dump) : Optional.empty();
    if (changed.isPresent()) {
      return new Failure.Stored(
          new StoreException(
              e.code(),
              directory.resolve(changed.get()).toString(),
              "this is no longer what this run wrote",
              e),
          "Another run writes there too; give each a directory of its own (--out).");
    }
    if (!e.code().retryable()) {
      return new Failure.Stored(
          e, "The dump itself is complete in " + directory + "; publish it again from there.");
    }
    outbox.put(target.upload(), dump);
    return new Failure.Stored(
        e,
        "The dump waits in "
            + outbox.directory()
            + "; deliver it with `create-dump upload --outbox "
            + outbox.directory()
            + "`.");
  }

  /// The first file of a dump that somebody wrote over since it was sealed.
  private static Optional<String> changed(SealedDump dump) {
    List<Artifact> all = new ArrayList<>(dump.artifacts());
    all.add(dump.manifest());
    for (Artifact artifact : all) {
      try (InputStream content = artifact.payload().openVerified()) {
        content.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        return Optional.of(artifact.name());
      }
    }
    return Optional.empty();
  }

  /// Which manifests stand before the one of this dump, by the first store; looked for beside the
  /// rendering. A store that cannot be asked leaves the manifest without a word on it: it may take
  /// dumps all the same, or will say itself why not.
  Manifest.Before before(DumpHeader header, CiContext.@Nullable Run run) {
    if (targets.isEmpty() || header.pullRequest() == null) {
      return Manifest.Before.UNKNOWN;
    }
    Bucket first = targets.getFirst().bucket();
    if (run == null) {
      return digest -> before(first, location(header, digest, null));
    }
    KeyLayout.Location location = location(header, "", run);
    Background<Optional<List<ManifestLink>>> links =
        Background.start("chain", () -> Optional.ofNullable(before(first, location)));
    return _ -> links.get().orElse(null);
  }

  private static @Nullable List<ManifestLink> before(Bucket bucket, KeyLayout.Location location) {
    try {
      return Chain.before(bucket, location);
    } catch (StoreException e) {
      return null;
    }
  }

  private static SealedDump sealed(
      DumpHeader header,
      Path directory,
      DumpWriter.Written written,
      CiContext.@Nullable Run run,
      @Nullable Signing signing) {
    KeyLayout.Location location = location(header, written.dumpDigest(), run);
    SealedFile manifest = written.manifest();
    return new SealedDump(
        location,
        written.artifacts().stream().map(file -> artifact(directory, file)).toList(),
        artifact(directory, manifest),
        new Companions(header, location, directory, written, signing),
        Payload.of(IndexLine.of(header, written, location)),
        existing -> CanonicalJson.isDigestOf(written.dumpDigest(), existing));
  }

  private static Artifact artifact(Path directory, SealedFile file) {
    Payload payload = Payload.of(directory.resolve(file.name()), file.size(), file.sha256());
    return new Artifact(file.name(), file.mediaType(), payload);
  }

  private static KeyLayout.Location location(
      DumpHeader header, String dumpDigest, CiContext.@Nullable Run run) {
    var review = header.pullRequest();
    return KeyLayout.location(
        header.repository().host().value(),
        header.repository().owner().value(),
        header.repository().name().value(),
        review == null ? null : review.number(),
        header.head().id().hex(),
        header.head().committedAt(),
        run == null ? KeyLayout.localRun(dumpDigest) : run.id());
  }

  @Override
  public void close() {
    targets.forEach(target -> target.bucket().close());
  }
}
