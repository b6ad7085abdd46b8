package dev.createdump.sigstore;

import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessServices;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreSigningConfig;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.tuf.SigstoreTufClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whom to trust and whom to ask: from files, or of the public instance, whose files are fetched
/// and verified as The Update Framework prescribes (theupdateframework.io).
///
/// @param trusted whom to trust
/// @param signing whom to ask
record Roots(SigstoreTrustedRoot trusted, SigstoreSigningConfig signing) {
  static SigstoreTrustedRoot read(byte[] trustedRoot) throws KeylessException {
    try {
      SigstoreTrustedRoot root = SigstoreTrustedRoot.from(new ByteArrayInputStream(trustedRoot));
      if (root.getCAs().isEmpty() || root.getTLogs().isEmpty()) {
        throw new KeylessException("the trusted root names no authority or no log");
      }
      return root;
    } catch (SigstoreConfigurationException | RuntimeException e) {
      throw new KeylessException("the trusted root cannot be read: " + Reasons.of(e), e);
    }
  }

  static Roots of(KeylessServices services) throws KeylessException {
    Path root = services.trustedRoot();
    Path signing = services.signingConfig();
    SigstoreTufClient tuf = null;
    if (root == null || signing == null) {
      tuf = publicInstance(services.cache());
    }
    return new Roots(trusted(root, tuf), signing(signing, tuf));
  }

  private static SigstoreTufClient publicInstance(Path cache) throws KeylessException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      // The root that the first fetch is verified by lies in the library's jar, and is looked for
      // through the thread's class loader.
      thread.setContextClassLoader(Roots.class.getClassLoader());
      SigstoreTufClient client =
          SigstoreTufClient.builder().usePublicGoodInstance().tufCacheLocation(cache).build();
      client.update();
      return client;
    } catch (IOException | SigstoreConfigurationException | RuntimeException e) {
      throw new KeylessException(
          "the roots of Sigstore's public instance cannot be had: " + Reasons.of(e), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static SigstoreTrustedRoot trusted(@Nullable Path file, @Nullable SigstoreTufClient tuf)
      throws KeylessException {
    if (file == null && tuf != null) {
      return tuf.getSigstoreTrustedRoot();
    }
    return read(content(String.valueOf(file)));
  }

  private static SigstoreSigningConfig signing(@Nullable Path file, @Nullable SigstoreTufClient tuf)
      throws KeylessException {
    try {
      if (file == null && tuf != null) {
        return tuf.getSigstoreSigningConfig();
      }
      return SigstoreSigningConfig.from(new ByteArrayInputStream(content(String.valueOf(file))));
    } catch (SigstoreConfigurationException | RuntimeException e) {
      throw new KeylessException("the signing configuration is unusable: " + Reasons.of(e), e);
    }
  }

  private static byte[] content(String file) throws KeylessException {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new KeylessException("cannot read " + file + ": " + e, e);
    }
  }
}
