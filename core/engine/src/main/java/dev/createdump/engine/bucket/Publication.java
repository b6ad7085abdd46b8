package dev.createdump.engine.bucket;

import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// One publishing of one dump: see {@link Bucket#publish}.
final class Publication {
  private static final String INDEX_TYPE = "application/x-ndjson";

  private final Bucket bucket;
  private final SealedDump dump;
  private final PutOptions terms;
  private final ObjectKey manifest;

  Publication(Bucket bucket, SealedDump dump, PutOptions terms) {
    this.bucket = bucket;
    this.dump = dump;
    this.terms = terms;
    this.manifest = KeyLayout.file(dump.location(), dump.manifest().name());
  }

  List<Receipt> run() throws StoreException {
    bucket.require(terms.needed());
    if (terms.precondition() == PutOptions.Precondition.ABSENT) {
      manifestThere();
    }
    List<Receipt> receipts = new ArrayList<>();
    for (Artifact artifact : dump.artifacts()) {
      ObjectKey key = KeyLayout.file(dump.location(), artifact.name());
      receipts.add(upload(key, artifact.payload(), artifact.contentType()));
    }
    Receipt sealed = putManifest();
    receipts.add(sealed);
    putCompanions(sealed);
    receipts.add(putIndexLine(sealed));
    return receipts;
  }

  private Receipt putManifest() throws StoreException {
    Artifact own = dump.manifest();
    try {
      return upload(manifest, own.payload(), own.contentType());
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS) {
        throw e;
      }
      return manifestThere().orElseThrow(() -> e);
    }
  }

  /// The receipt of a manifest of this dump that is there already; nothing where none is.
  ///
  /// @throws StoreException `ALREADY_EXISTS` where the manifest there is of another dump
  private Optional<Receipt> manifestThere() throws StoreException {
    Optional<Receipt> there = bucket.receipt(manifest);
    if (there.isPresent()
        && !there.get().sha256().equals(dump.manifest().payload().sha256())
        && !isSameDump()) {
      throw new StoreException(
          StoreException.Code.ALREADY_EXISTS,
          manifest.under(bucket.uri()).toString(),
          "the manifest of another dump is here");
    }
    return there;
  }

  private boolean isSameDump() throws StoreException {
    try (InputStream existing = bucket.open(manifest)) {
      return dump.sameDump().test(existing);
    } catch (IOException e) {
      throw bucket.brokenOff(manifest, e);
    }
  }

  private void putCompanions(Receipt sealed) throws StoreException {
    boolean own = sealed.sha256().equals(dump.manifest().payload().sha256());
    Companion.Manifest stored = own ? dump.manifest().payload()::open : () -> bucket.open(manifest);
    try {
      for (Companion companion : dump.companions().of(stored)) {
        put(companion);
      }
    } catch (IOException e) {
      throw bucket.brokenOff(manifest, e);
    }
  }

  private void put(Companion companion) throws IOException {
    if (companion.mayDiffer() && bucket.stat(companion.key()).isPresent()) {
      return;
    }
    try {
      upload(companion.key(), companion.payload().make(), companion.contentType());
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS || !companion.mayDiffer()) {
        throw e;
      }
    }
  }

  /// A line that is there belongs to the manifest that is there, and stays; beside a manifest that
  /// this call wrote it would be another dump's.
  private Receipt putIndexLine(Receipt sealed) throws StoreException {
    ObjectKey key = KeyLayout.index(dump.location());
    try {
      return upload(key, dump.indexLine(), INDEX_TYPE);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.ALREADY_EXISTS || sealed.created()) {
        throw e;
      }
      return bucket.receipt(key).orElseThrow(() -> e);
    }
  }

  private Receipt upload(ObjectKey key, Payload payload, String contentType) throws StoreException {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("cancelled before " + key);
    }
    return bucket.upload(key, payload, terms.withContentType(contentType));
  }
}
