package dev.createdump.engine.evidence;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Bucket;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.bucket.UnknownSchemeException;
import dev.createdump.engine.sign.Signing;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything that is done with dumps once they are stored. Holds the stores it opened until it is
/// closed.
public final class Evidence implements AutoCloseable {
  /// How many dumps with one id are named before it is said that there are more.
  private static final int MAX_NAMED = 10;

  private final Stores stores;
  private final Contexts contexts;
  private final Map<URI, Bucket> open = new TreeMap<>();

  /// @param contexts how each store is reached
  public Evidence(Stores stores, Contexts contexts) {
    this.stores = stores;
    this.contexts = contexts;
  }

  /// Says how a store is reached.
  @FunctionalInterface
  public interface Contexts {
    StoreContext of(URI store) throws Failure;
  }

  /// A dump in a bucket.
  ///
  /// @param prefix the prefix of its keys
  /// @param manifest the file name of its manifest
  /// @param dumpDigest the digest that the index says it has; null where it was not looked up
  public record Found(Bucket bucket, String prefix, String manifest, @Nullable String dumpDigest) {
    /// Its URI.
    public String uri() {
      return bucket.uri() + "/" + prefix;
    }
  }

  /// A fetched dump.
  ///
  /// @param files its files, the manifest last
  /// @param loaded the bytes that had to be transferred
  public record Fetched(String name, String dumpDigest, List<Path> files, long loaded) {}

  /// Visits the dumps of a store that a filter takes, day by day.
  public void list(URI store, IndexFilter filter, IndexScan.Visitor visitor) throws Failure {
    try {
      IndexScan.run(bucket(store), filter, visitor);
    } catch (StoreException e) {
      throw new Failure.Stored(e, "");
    } catch (IOException e) {
      throw new Failure.Output("cannot go on: " + e.getMessage(), "", e);
    }
  }

  /// The store of a URI, opened once.
  public Bucket bucket(URI store) throws Failure {
    Bucket known = open.get(store);
    if (known != null) {
      return known;
    }
    try {
      Bucket bucket = new Bucket(stores.open(store, contexts.of(store)));
      open.put(store, bucket);
      return bucket;
    } catch (UnknownSchemeException e) {
      throw new Failure.Usage(String.valueOf(e.getMessage()), "");
    } catch (StoreException e) {
      throw new Failure.Stored(e, "");
    }
  }

  /// The dumps that a target names. Of a whole store, those that the filter takes.
  ///
  /// @param store where ids are looked for; null where no store was named
  /// @param bad told of what stands in the index and is no line of it
  /// @throws Failure.Missing where there is none
  public List<Found> find(
      Target target, @Nullable URI store, IndexFilter filter, Consumer<String> bad) throws Failure {
    List<Found> found =
        switch (target) {
          case Target.Stored dump -> stored(dump);
          case Target.Store whole -> listed(whole.store(), filter, Integer.MAX_VALUE, bad);
          case Target.Id id -> byId(id, store, filter, bad);
          case Target.Local local ->
              throw new Failure.Usage(
                  local.path() + " is no dump in a store",
                  "Name its URI, or its id (8 digits or more) with --store.");
        };
    if (found.isEmpty()) {
      throw new Failure.Missing("there is no such dump", "`create-dump evidence list` lists them.");
    }
    return found;
  }

  private List<Found> stored(Target.Stored dump) throws Failure {
    Bucket bucket = bucket(dump.store());
    if (dump.manifest() != null) {
      return List.of(found(bucket, dump.prefix(), dump.manifest()));
    }
    List<Found> found = new ArrayList<>();
    try (BucketFiles files = new BucketFiles(bucket, dump.prefix())) {
      for (String name : files.entries().keySet()) {
        if (name.endsWith(Verifier.MANIFEST)) {
          found.add(found(bucket, dump.prefix(), name));
        }
      }
      return found;
    } catch (StoreException e) {
      throw new Failure.Stored(e, "");
    } catch (IOException e) {
      throw new IllegalStateException("a listing does no other input or output", e);
    }
  }

  private static Found found(Bucket bucket, String prefix, String segment) throws Failure {
    String name = KeyLayout.fileName(segment);
    if (name == null) {
      throw new Failure.Usage(
          segment + " is the short form of a long name", "Name the dump by its id and --store.");
    }
    return new Found(bucket, prefix, name, null);
  }

  private List<Found> byId(
      Target.Id id, @Nullable URI store, IndexFilter filter, Consumer<String> bad) throws Failure {
    if (store == null) {
      throw new Failure.Usage(
          "an id is looked for in a store, and none is named",
          "Name it with --store or CREATE_DUMP_UPLOAD.");
    }
    List<Found> found = listed(store, filter.withId(id.digits()), MAX_NAMED + 1, bad);
    if (found.size() > 1) {
      StringBuilder message = new StringBuilder("more than one dump has the id " + id.digits());
      for (Found one : found.subList(0, Math.min(MAX_NAMED, found.size()))) {
        message.append("\n  ").append(one.uri());
      }
      message.append(found.size() > MAX_NAMED ? "\n  …" : "");
      throw new Failure.Usage(message.toString(), "Give more digits, or one of these.");
    }
    return found;
  }

  private List<Found> listed(URI store, IndexFilter filter, int most, Consumer<String> bad)
      throws Failure {
    Bucket bucket = bucket(store);
    List<Found> found = new ArrayList<>();
    list(
        store,
        filter,
        new IndexScan.Visitor() {
          @Override
          public boolean entry(IndexEntry entry) {
            found.add(new Found(bucket, entry.prefix(), entry.manifest(), entry.dumpDigest()));
            return found.size() < most;
          }

          @Override
          public void bad(ObjectKey key, String problem) {
            bad.accept(key + " " + problem);
          }
        });
    return found;
  }

  /// Fetches a dump: everything verified, or not under its name.
  public Fetched fetch(Found dump, Path out) throws Failure {
    Fetcher.Fetched fetched =
        new Fetcher(dump.bucket(), out).run(dump.prefix(), dump.manifest(), dump.dumpDigest());
    return new Fetched(
        fetched.manifest().name(),
        fetched.manifest().dumpDigest(),
        fetched.files(),
        fetched.loaded());
  }

  /// Signs a dump where it lies, after it was verified; a signature that is there stays.
  ///
  /// @return whether there was none yet
  public boolean sign(Found dump, Signing signing, boolean dry) throws Failure {
    Verdict verdict = verify(dump, new Terms(Set.of(), Set.of()));
    requireSound(verdict);
    String name = verdict.name() + Signing.SUFFIX;
    ObjectKey key = KeyLayout.file(dump.prefix(), name);
    try (BucketFiles files = new BucketFiles(dump.bucket(), dump.prefix())) {
      if (dump.bucket().stat(key).isPresent()) {
        return false;
      }
      if (dry) {
        return true;
      }
      Payload bundle = Payload.of(signing.sign(files.near(dump.manifest())));
      dump.bucket().upload(key, bundle, PutOptions.createOnly(Signing.MEDIA_TYPE));
      return true;
    } catch (StoreException e) {
      throw new Failure.Stored(e, "");
    } catch (IOException e) {
      throw new Failure.Output("cannot keep a copy: " + e.getMessage(), "Is the disk full?", e);
    }
  }

  /// Nobody should put their name under what does not hold.
  static void requireSound(Verdict verdict) throws Failure {
    if (!verdict.holds()) {
      Verdict.Problem first = verdict.problems().getFirst();
      throw new Failure.Corrupt(
          verdict.place() + ": " + first.subject() + " " + first.message(),
          "Nothing was signed; `create-dump evidence verify` says all that is wrong.");
    }
  }

  /// Signs the dumps in a directory in the same way.
  ///
  /// @return the names of those that had no signature
  public static List<String> sign(Path path, Signing signing, boolean dry) throws Failure {
    return LocalVerification.sign(path, signing, dry);
  }

  /// Verifies a dump in a bucket, and the chain before it.
  public Verdict verify(Found dump, Terms terms) throws Failure {
    try (BucketFiles files = new BucketFiles(dump.bucket(), dump.prefix())) {
      return new Verifier(terms).verify(files, dump.manifest(), new BucketChain(dump.bucket()));
    } catch (StoreException e) {
      throw new Failure.Stored(e, "");
    } catch (IOException e) {
      throw new Failure.Output("cannot keep a copy: " + e.getMessage(), "Is the disk full?", e);
    }
  }

  /// Verifies the dumps in some directories, without any network. Chains are followed as far as
  /// these directories hold them.
  public static List<Verdict> verify(List<Path> paths, Terms terms) throws Failure {
    return LocalVerification.run(paths, terms);
  }

  @Override
  public void close() {
    open.values().forEach(Bucket::close);
  }
}
