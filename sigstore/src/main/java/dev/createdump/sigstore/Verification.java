package dev.createdump.sigstore;

import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessIdentity;
import dev.sigstore.KeylessVerificationException;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.dsse.InTotoPayload;
import dev.sigstore.encryption.certificates.Certificates;
import dev.sigstore.json.JsonParseException;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.timestamp.client.ImmutableTimestampResponse;
import dev.sigstore.timestamp.client.TimestampException;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/// Verifies bundles against a root.
///
/// `sigstore-java` does the work. What it leaves open is asked here: that some time is proven at
/// all, that the certificate was valid at each of them, also at that of the log, and that the log's
/// key was in use then.
final class Verification {
  private final SigstoreTrustedRoot root;

  Verification(SigstoreTrustedRoot root) {
    this.root = root;
  }

  KeylessIdentity of(byte[] content) throws KeylessException {
    try {
      Bundle bundle = Bundle.from(new StringReader(new String(content, StandardCharsets.UTF_8)));
      return judge(bundle);
    } catch (BundleParseException e) {
      throw new KeylessException("the bundle cannot be read: " + Reasons.of(e), e);
    } catch (KeylessVerificationException | TimestampException | GeneralSecurityException e) {
      throw new KeylessException(Reasons.of(e), e);
    } catch (SigstoreConfigurationException e) {
      throw new KeylessException("the trusted root is unusable: " + Reasons.of(e), e);
    } catch (RuntimeException e) {
      // What hostile bundles provoke in parsers that expect none.
      throw new KeylessException("the bundle is malformed: " + Reasons.of(e), e);
    }
  }

  private KeylessIdentity judge(Bundle bundle)
      throws KeylessException,
          KeylessVerificationException,
          TimestampException,
          GeneralSecurityException,
          SigstoreConfigurationException {
    if (bundle.getEntries().size() != 1) {
      throw new KeylessException("there is not one entry of a transparency log");
    }
    KeylessVerifier.builder()
        .trustedRootProvider(() -> root)
        .build()
        .verify(subject(bundle), bundle, VerificationOptions.builder().build());
    X509Certificate leaf = Certificates.getLeaf(bundle.getCertPath());
    List<Instant> times = times(bundle);
    if (times.isEmpty()) {
      throw new KeylessException("nothing proves when it was signed");
    }
    for (Instant time : times) {
      if (time.isBefore(leaf.getNotBefore().toInstant())
          || time.isAfter(leaf.getNotAfter().toInstant())) {
        throw new KeylessException(
            "it was signed at " + time + ", when its certificate was not valid");
      }
      logWasInUse(bundle.getEntries().getFirst(), time);
    }
    return new KeylessIdentity(Subjects.name(leaf), Subjects.issuer(leaf), times);
  }

  /// The digest of some file that the statement is about: who calls has compared them all.
  private static byte[] subject(Bundle bundle) throws KeylessException {
    try {
      var envelope = bundle.getDsseEnvelope();
      if (envelope.isEmpty()) {
        throw new KeylessException("there is no DSSE envelope");
      }
      var subjects = InTotoPayload.from(envelope.get()).getSubject();
      return HexFormat.of().parseHex(subjects.getFirst().getDigest().get("sha256"));
    } catch (JsonParseException e) {
      throw new KeylessException("the statement cannot be read: " + Reasons.of(e), e);
    }
  }

  /// The times that were verified: of timestamps, and of a log that signed its own.
  private static List<Instant> times(Bundle bundle) throws TimestampException {
    List<Instant> times = new ArrayList<>();
    for (Bundle.Timestamp timestamp : bundle.getTimestamps()) {
      Date time =
          ImmutableTimestampResponse.builder()
              .encoded(timestamp.getRfc3161Timestamp())
              .build()
              .getGenTime();
      times.add(time.toInstant());
    }
    RekorEntry entry = bundle.getEntries().getFirst();
    String promise = entry.getVerification().getSignedEntryTimestamp();
    if (promise != null && !promise.isEmpty()) {
      times.add(Instant.ofEpochSecond(entry.getIntegratedTime()));
    }
    return times;
  }

  private void logWasInUse(RekorEntry entry, Instant time) throws KeylessException {
    byte[] id = HexFormat.of().parseHex(entry.getLogID());
    if (TransparencyLog.find(root.getTLogs(), id, time).isEmpty()) {
      throw new KeylessException("the log's key was not in use at " + time);
    }
  }
}
