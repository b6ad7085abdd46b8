package dev.createdump.sigstore;

import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessServices;
import dev.sigstore.trustroot.Service;
import dev.sigstore.trustroot.SigstoreSigningConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which services take part in a signature: those of the signing configuration that are in use and
/// speak a version that is known, newest first, unless another is named.
///
/// @param authority gives the certificate
/// @param log keeps the signature
/// @param logVersion 1 or 2
/// @param time tells the time; null where the log does it itself
record Services(URI authority, URI log, int logVersion, @Nullable URI time) {
  private static final String V1 = "/api/v1";

  static Services of(KeylessServices named, SigstoreSigningConfig config) throws KeylessException {
    URI authority =
        named.fulcio().isEmpty()
            ? must(Service.select(config.getCas(), List.of(1)), "authority of certificates")
                .getUrl()
            : uri(named.fulcio());
    URI time = null;
    if (!named.timestamp().isEmpty()) {
      time = uri(named.timestamp());
    } else {
      time = Service.select(config.getTsas(), List.of(1)).map(Service::getUrl).orElse(null);
    }
    URI log;
    int version;
    if (named.rekor().isEmpty()) {
      List<Integer> known = time == null ? List.of(1) : List.of(1, 2);
      Service service = must(Service.select(config.getTLogs(), known), "transparency log");
      log = service.getUrl();
      version = service.getApiVersion();
    } else {
      version = named.rekor().endsWith(V1) ? 1 : 2;
      log = uri(version == 1 ? named.rekor().replace(V1, "") : named.rekor());
    }
    if (version == 2 && time == null) {
      throw new KeylessException("the log tells no time, and there is no timestamp authority");
    }
    return new Services(authority, log, version, time);
  }

  /// A path below a base, whether that ends with a slash or not.
  static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }

  private static Service must(Optional<Service> service, String what) throws KeylessException {
    return service.orElseThrow(
        () -> new KeylessException("the signing configuration names no " + what + " in use"));
  }

  private static URI uri(String text) throws KeylessException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new KeylessException(text + " is no URL", e);
    }
  }
}
