package dev.createdump.spi;

import java.net.URI;
import java.util.Set;

/// Opens stores for the URI schemes it names. Found with {@link java.util.ServiceLoader}; its
/// constructor does no I/O and loads no SDK. Two providers for one scheme are a start-up error.
public interface StoreProvider {
  /// The schemes, in lower case, such as `s3`.
  Set<String> schemes();

  /// Opens a store without touching the network where that is possible.
  ///
  /// Credentials never come from the URI: user information in it is refused with `INVALID`.
  ///
  /// @throws StoreException `INVALID` where the URI is not one this provider understands,
  ///     `UNSUPPORTED` where a setting is not
  Store open(URI uri, StoreContext context) throws StoreException;
}
