package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.DryRunStore;
import dev.createdump.engine.bucket.ObservedStore;
import dev.createdump.engine.bucket.StoreOptions;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.bucket.UnknownSchemeException;
import dev.createdump.engine.policy.UploadSettings;
import dev.createdump.spi.Capability;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreFact;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One store by its URI, for files of any kind and for questions about it.
public final class FileUploads implements AutoCloseable {
  private static final ObjectKey PROBE = new ObjectKey("create-dump-probe/probe.txt");

  /// In bytes.
  private static final int SMALL = 4 << 20;

  private static final Map<String, String> TYPES =
      Map.of(
          "md", "text/markdown; charset=utf-8",
          "json", "application/json",
          "jsonl", "application/x-ndjson",
          "html", "text/html; charset=utf-8",
          "patch", "text/x-diff; charset=utf-8",
          "txt", "text/plain; charset=utf-8",
          "zip", "application/zip",
          "gz", "application/gzip",
          "zst", "application/zstd",
          "tar", "application/x-tar");

  private final Bucket bucket;
  private final PutOptions terms;

  private FileUploads(Bucket bucket, PutOptions terms) {
    this.bucket = bucket;
    this.terms = terms;
  }

  /// Opens a store without touching the network.
  ///
  /// @param dry whether to store nothing
  public static FileUploads open(
      UploadSettings upload,
      Stores stores,
      Environment environment,
      ObservedStore.Listener listener,
      boolean dry)
      throws Failure {
    try {
      Store store =
          stores.open(URI.create(upload.uri()), StoreOptions.context(upload, environment));
      Store shown = dry ? new DryRunStore(store) : new ObservedStore(store, listener);
      return new FileUploads(new Bucket(shown), StoreOptions.objects(upload));
    } catch (UnknownSchemeException e) {
      throw new Failure.Usage(String.valueOf(e.getMessage()), "");
    } catch (StoreException e) {
      throw new Failure.Stored(e, "Nothing was stored.");
    }
  }

  /// Stores files under their own names, in order.
  ///
  /// @return a receipt for each
  public List<Receipt> upload(List<Path> files) throws Failure {
    requireNamesOfTheirOwn(files);
    // A client takes as long to make as a large file takes to read. A small file alone is sent as
    // soon as a question would be.
    @Nullable Background<@Nullable Void> check =
        isOneRequest(files) ? null : Background.start("store-check", this::check);
    List<Receipt> receipts = new ArrayList<>();
    try {
      for (Path file : files) {
        Payload payload = payload(file);
        if (check != null) {
          check.get();
        }
        PutOptions options = terms.withContentType(type(file));
        receipts.add(bucket.upload(key(file), payload, options));
      }
      return receipts;
    } catch (StoreException e) {
      throw new Failure.Stored(
          e,
          receipts.isEmpty()
              ? "Nothing was stored."
              : receipts.size() + " of " + files.size() + " files are stored; run it again.");
    }
  }

  /// Whether the upload itself says at once what a check would say before.
  private boolean isOneRequest(List<Path> files) {
    return files.size() == 1
        && terms.retentionOrNull() == null
        && !terms.legalHold()
        && files.getFirst().toFile().length() <= SMALL;
  }

  private @Nullable Void check() throws Failure {
    try {
      bucket.check(terms);
      return null;
    } catch (StoreException e) {
      throw new Failure.Stored(e, "Nothing was stored.");
    }
  }

  private static void requireNamesOfTheirOwn(List<Path> files) throws Failure {
    Map<ObjectKey, Path> keys = new TreeMap<>();
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new Failure.Missing("there is no file " + file, "");
      }
      Path other = keys.putIfAbsent(key(file), file);
      if (other != null) {
        throw new Failure.Usage(
            other + " and " + file + " have one name", "Upload them to two places.");
      }
    }
  }

  private static ObjectKey key(Path file) throws Failure {
    try {
      return new ObjectKey(String.valueOf(file.getFileName()));
    } catch (IllegalArgumentException e) {
      throw new Failure.Usage(String.valueOf(e.getMessage()), "Rename the file.");
    }
  }

  private static Payload payload(Path file) throws Failure {
    try {
      // What is small is read once, and not for its digest and again for its content.
      return Files.size(file) <= SMALL ? Payload.of(Files.readAllBytes(file)) : Payload.of(file);
    } catch (NoSuchFileException e) {
      throw new Failure.Missing("there is no file " + file, "");
    } catch (IOException e) {
      throw new Failure.Usage(
          file + " cannot be read: " + e, Files.isDirectory(file) ? "Name its files." : "");
    }
  }

  private static String type(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  /// How every object is kept.
  public PutOptions terms() {
    return terms;
  }

  public URI uri() {
    return bucket.uri();
  }

  /// What the store can do.
  public Set<Capability> capabilities() {
    return bucket.capabilities();
  }

  /// Asks the place whether it can do what is configured, and what else can be found out.
  public List<StoreFact> facts() throws Failure {
    try {
      bucket.check(terms);
      return bucket.facts();
    } catch (StoreException e) {
      throw new Failure.Stored(e, "");
    }
  }

  /// Stores one small object, always the same, without retention or hold, and tries what evidence
  /// depends on: that it can be created and read, and that another one cannot take its place.
  ///
  /// @throws Failure.Stored with `UNSUPPORTED` where the store lets it be overwritten
  public Receipt probe() throws Failure {
    PutOptions create = PutOptions.createOnly("text/plain");
    try {
      Receipt receipt = bucket.upload(PROBE, text("create-dump was here\n"), create);
      try {
        bucket.upload(PROBE, text("create-dump must not be here\n"), create);
      } catch (StoreException e) {
        if (e.code() == StoreException.Code.ALREADY_EXISTS) {
          return receipt;
        }
        throw e;
      }
      throw new StoreException(
          StoreException.Code.UNSUPPORTED,
          receipt.uri().toString(),
          "the store overwrites what is only to be created");
    } catch (StoreException e) {
      throw new Failure.Stored(e, "This store cannot hold evidence as it is.");
    }
  }

  private static Payload text(String content) {
    return Payload.of(content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    bucket.close();
  }
}
