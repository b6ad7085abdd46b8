package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.sign.Bundle;
import dev.createdump.engine.sign.Signing;
import dev.createdump.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Brings a dump from its bucket into a directory: all files at once, each under a name of its own
/// until its digest is that of the manifest, and the manifest last. What broke off goes on where it
/// ended; what is there already is checked and kept.
final class Fetcher {
  private final Bucket bucket;
  private final Path out;

  Fetcher(Bucket bucket, Path out) {
    this.bucket = bucket;
    this.out = out;
  }

  /// What came of a fetch.
  ///
  /// @param files the files of the dump, the manifest last
  /// @param loaded the bytes that were transferred
  record Fetched(SealedManifest manifest, List<Path> files, long loaded) {}

  /// @param prefix the prefix of the dump's keys
  /// @param manifestFile the file name of its manifest
  /// @param dumpDigest the digest it must have; null where nobody said
  Fetched run(String prefix, String manifestFile, @Nullable String dumpDigest) throws Failure {
    try (BucketFiles files = new BucketFiles(bucket, prefix)) {
      SealedManifest manifest = manifest(files, manifestFile, dumpDigest);
      List<Wanted> wanted = Wanted.of(manifest);
      try (Landing landing = Landing.open(out)) {
        long loaded = all(landing, prefix, wanted);
        Path signature = signature(landing, files, manifest);
        Path sealed = landing.keep(manifestFile, files.near(manifestFile), manifest.computed());
        List<Path> paths = new ArrayList<>();
        wanted.forEach(file -> paths.add(out.resolve(file.name())));
        if (signature != null) {
          paths.add(signature);
        }
        paths.add(sealed);
        return new Fetched(manifest, paths, loaded + manifest.computed().size());
      }
    } catch (StoreException e) {
      throw new Failure.Stored(e, "What was fetched so far is kept; fetch again to go on.");
    } catch (IOException e) {
      throw new Failure.Output(
          "cannot fetch into " + out + ": " + e.getMessage(), "Is the disk full?", e);
    }
  }

  /// A signature is no part of what the manifest seals; it gets its name when it is of this
  /// manifest and verifies, by whomever it is.
  private @Nullable Path signature(Landing landing, BucketFiles files, SealedManifest manifest)
      throws Failure, IOException {
    String name = manifest.name() + Signing.SUFFIX;
    var entries = files.entries();
    DumpFiles.Entry entry = entries.get(files.stored(name));
    if (entry == null) {
      return null;
    }
    Findings findings = new Findings();
    new SignatureCheck(files, manifest, new Terms(Set.of(), Set.of()), findings).run(entries);
    Verdict verdict = findings.verdict(files.place(), manifest.name(), "");
    if (!verdict.holds()) {
      throw corrupt(files.place(), verdict);
    }
    try (InputStream in = files.open(name)) {
      byte[] content = in.readNBytes(Bundle.MAX_BYTES);
      var computed = new SealedManifest.Computed(Digests.sha256Hex(content), content.length, "");
      return landing.keep(name, () -> new ByteArrayInputStream(content), computed);
    }
  }

  private SealedManifest manifest(
      BucketFiles files, String manifestFile, @Nullable String dumpDigest)
      throws Failure, IOException {
    Findings findings = new Findings();
    SealedManifest manifest = Verifier.read(files, files.entries(), manifestFile, findings);
    if (manifest != null) {
      ArtifactCheck.names(manifest, findings);
      if (dumpDigest != null && !dumpDigest.equals(manifest.dumpDigest())) {
        findings.problem(
            "manifest", "digest-mismatch", manifestFile, "is not the dump that the index names");
      }
    }
    Verdict verdict = findings.verdict(files.place(), manifestFile, "");
    if (manifest == null || !verdict.holds()) {
      throw corrupt(files.place(), verdict);
    }
    return manifest;
  }

  private static Failure corrupt(String place, Verdict verdict) {
    StringBuilder message = new StringBuilder(place);
    for (Verdict.Problem problem : verdict.problems()) {
      message.append("\n  ").append(problem.subject()).append(' ').append(problem.message());
    }
    return new Failure.Corrupt(
        message.toString(), "Nothing that is not verified was given its name.");
  }

  /// @return the bytes transferred
  private long all(Landing landing, String prefix, List<Wanted> wanted)
      throws Failure, IOException {
    try (ExecutorService loaders = Executors.newFixedThreadPool(Landing.PARALLEL)) {
      List<Future<Long>> running = new ArrayList<>();
      for (Wanted file : wanted) {
        running.add(
            loaders.submit(() -> landing.load(file, bucket, KeyLayout.file(prefix, file.name()))));
      }
      try {
        long loaded = 0;
        for (Future<Long> file : running) {
          loaded += file.get();
        }
        return loaded;
      } catch (InterruptedException e) {
        throw new Failure.Cancelled();
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      } finally {
        running.forEach(rest -> rest.cancel(true));
      }
    }
  }

  private static Failure failure(@Nullable Throwable cause) throws IOException {
    return switch (cause) {
      case Failure failure -> failure;
      case IOException e -> throw e;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(cause);
    };
  }
}
