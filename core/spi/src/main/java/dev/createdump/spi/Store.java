package dev.createdump.spi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place that keeps objects: a directory, or a prefix of a bucket or container.
///
/// ## What every store guarantees
/// - **Whole or not at all.** An object is visible only when all its bytes are there and were
///   verified against the payload's length and SHA-256 (or the store's own checksum of them). A
///   payload that yields fewer, more or other bytes than it announced, or that cannot be read,
///   fails `CORRUPT`, and nothing becomes visible; what was there stays as it was.
///   {@link Payload#openVerified} does the check.
/// - **Read your writes.** After {@link #put} returns, {@link #stat}, {@link #open} and
///   {@link #list} see the object.
/// - **Undeclared is refused.** Asking for what {@link #capabilities} lacks fails `UNSUPPORTED`
///   before anything is written.
/// - **Errors name their place.** Every {@link StoreException} carries a code and the URI or key.
/// - **Retries live here**, in the SDK underneath, under one deadline. Callers never retry.
/// - **Interruptible.** A thread that is interrupted while it stores ends soon, with
///   {@link java.util.concurrent.CancellationException} and still interrupted, and leaves nothing
///   behind, no unfinished part either; unless the object was complete already.
/// - **Thread safety.** All methods may be called concurrently.
/// - **After {@link #close}**, every method but `close`, `uri` and `capabilities` throws
///   {@link IllegalStateException}.
///
/// An object may not have the key of another's parent: with `a/b` there, a store may refuse `a`
/// with `INVALID` (a file system cannot hold both), and no store shows `a` because `a/b` is there.
///
/// A store does not delete, rename, create buckets or set access: retention and access belong to
/// the bucket's owner.
public interface Store extends AutoCloseable {
  /// The URI this store was opened with, with no credential and no trailing slash.
  URI uri();

  /// What this store can do; the same answer for its whole life, without I/O.
  Set<Capability> capabilities();

  /// Asks the place, without writing, whether it could store with these options: whether it is
  /// there, lets the caller in, and is set up for what they ask for, such as object lock. Called
  /// before any work, and it opens the connection that the first {@link #put} will use.
  ///
  /// @throws StoreException `UNSUPPORTED` where the store or the place cannot do it, or any other
  ///     code
  default void check(PutOptions options) throws StoreException {
    options.require(capabilities(), uri().toString());
  }

  /// What can be found out about the place without writing, for people: region, versioning, lock,
  /// where the credentials were found. What cannot be found out, or not with these credentials, is
  /// told as such and is no error.
  ///
  /// @throws StoreException where the place is not reached or not there
  default List<StoreFact> facts() throws StoreException {
    return List.of();
  }

  /// Stores an object.
  ///
  /// With {@link PutOptions.Precondition#ABSENT}, of any number of concurrent calls for one key
  /// exactly one succeeds and all others fail `ALREADY_EXISTS`; what was there stays as it was.
  /// With `NONE` the object is replaced atomically.
  ///
  /// @return the proof: `uri` is {@link ObjectKey#under} this store's, `created` is true, and with
  ///     {@link Capability#SERVER_CHECKSUM} there is a server checksum
  /// @throws StoreException `ALREADY_EXISTS`, `UNSUPPORTED`, `CORRUPT`, or any other code
  Receipt put(ObjectKey key, Payload payload, PutOptions options) throws StoreException;

  /// Opens an object for reading from its first byte. The caller closes the stream.
  ///
  /// @throws StoreException `NOT_FOUND` where there is none
  InputStream open(ObjectKey key) throws StoreException;

  /// Opens an object for reading from one of its bytes on, so that a download can go on where it
  /// broke off. The caller closes the stream.
  ///
  /// A store that can ask its server for a range does; this one reads what stands before and drops
  /// it.
  ///
  /// @param offset the first byte to read, from 0 to the object's length; from its length on the
  ///     stream is empty
  /// @throws StoreException `NOT_FOUND` where there is none
  /// @throws IllegalArgumentException where the offset is negative
  default InputStream open(ObjectKey key, long offset) throws StoreException {
    StoreArguments.checkOffset(offset);
    InputStream in = open(key);
    try {
      in.skipNBytes(offset);
    } catch (EOFException e) {
      // The stream is at its end, which is where the caller asked to be.
      return in;
    } catch (IOException e) {
      StoreException broken =
          new StoreException(
              StoreException.Code.UNAVAILABLE, key.under(uri()).toString(), "reading broke off", e);
      try {
        in.close();
      } catch (IOException closing) {
        broken.addSuppressed(closing);
      }
      throw broken;
    }
    return in;
  }

  /// What is known of an object, or nothing where there is none.
  Optional<ObjectStat> stat(ObjectKey key) throws StoreException;

  /// One page of the objects whose key starts with the prefix, in the order of the keys' UTF-8
  /// bytes. A page may hold fewer than `max` objects, even none; only a page without a next token
  /// is the last.
  ///
  /// @param prefix the beginning of the keys, not necessarily a whole segment; empty for all
  /// @param tokenOrNull the token of the page before with the same prefix, or null for the first
  /// @param max the most objects to return, from 1 to 1,000
  /// @throws StoreException `INVALID` for a token this store did not give out
  /// @throws IllegalArgumentException where `max` is out of range
  ListPage list(String prefix, @Nullable String tokenOrNull, int max) throws StoreException;

  /// A URL with which anyone can read the object for a while. Needs {@link Capability#SIGNED_URL}.
  ///
  /// @param validity from one second to seven days
  /// @throws StoreException `UNSUPPORTED` where the capability is missing
  /// @throws IllegalArgumentException where the capability is there and `validity` out of range
  URI signedUrl(ObjectKey key, Duration validity) throws StoreException;

  /// Frees connections and threads. Calling it again does nothing.
  @Override
  void close();
}
