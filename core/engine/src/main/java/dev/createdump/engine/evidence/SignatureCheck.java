package dev.createdump.engine.evidence;

import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.sign.Bundle;
import dev.createdump.engine.sign.Signing;
import dev.createdump.engine.sign.Statement;
import dev.createdump.engine.sign.Timestamp;
import dev.createdump.engine.sign.TrustedIdentities;
import dev.createdump.engine.sign.TrustedKeys;
import dev.createdump.spi.Keyless;
import dev.createdump.spi.KeylessException;
import dev.createdump.spi.KeylessIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Checks the signatures that lie beside a manifest, and their timestamps. One that is there must
/// be of this dump and verify, whether its key is trusted or not. One that does not say by which
/// key it is can only be verified by whoever names the key.
final class SignatureCheck {
  private static final String SIGNATURE = "signature";
  private static final String TIMESTAMP = "timestamp";

  private final DumpFiles files;
  private final SealedManifest manifest;
  private final Terms terms;
  private final Findings findings;
  private final List<String> signers = new ArrayList<>();
  private final List<String> times = new ArrayList<>();
  private final List<String> strangers = new ArrayList<>();
  private int unknownSigners;
  private int unchecked;
  private int unknownTimes;

  /// By the root of keyless signatures, which names authorities of its own.
  private boolean timesAreProven;

  SignatureCheck(DumpFiles files, SealedManifest manifest, Terms terms, Findings findings) {
    this.files = files;
    this.manifest = manifest;
    this.terms = terms;
    this.findings = findings;
  }

  void run(SortedMap<String, DumpFiles.Entry> entries) {
    String name = manifest.name() + Signing.SUFFIX;
    DumpFiles.Entry entry = entries.get(files.stored(name));
    if (entry != null) {
      one(name, entry);
    }
    end(SIGNATURE, terms.requires(Requirement.SIGNATURE), signers, unknownSigners, "--key");
    end(TIMESTAMP, terms.requires(Requirement.TIMESTAMP), times, unknownTimes, "--timestamp-root");
  }

  private void end(String check, boolean required, List<String> known, int unknown, String flag) {
    if (required && known.isEmpty()) {
      boolean any = unknown > 0 || unchecked > 0 || !strangers.isEmpty();
      String found = any ? "none by anyone who is trusted" : "there is none";
      findings.problem(check, check + "-missing", manifest.name(), found + ", and one is required");
      findings.checked(check, "");
    } else if (!known.isEmpty()) {
      findings.checked(check, String.join(", ", known));
    } else if (check.equals(SIGNATURE) && !strangers.isEmpty()) {
      findings.untrusted(
          check, String.join(", ", strangers) + "; --certificate-identity names whom to trust");
    } else if (check.equals(SIGNATURE) && unchecked > 0) {
      findings.unchecked(
          check,
          "of these files, but was not verified: "
              + flag
              + " names its key, --trusted-root whom its certificate is by");
    } else if (unknown > 0) {
      findings.untrusted(check, "verifies, by someone unknown; " + flag + " names whom to trust");
    } else {
      findings.absent(check, "there is none");
    }
  }

  private void one(String name, DumpFiles.Entry entry) {
    if (entry.kind() != DumpFiles.Kind.FILE || entry.length() > Bundle.MAX_BYTES) {
      findings.problem(SIGNATURE, "signature-malformed", name, "is no file of a signature");
      return;
    }
    try (InputStream in = files.open(name)) {
      byte[] content = in.readNBytes(Bundle.MAX_BYTES);
      Bundle bundle = Bundle.read(content);
      signature(name, content, bundle, Statement.read(bundle.payload()));
      for (byte[] timestamp : bundle.timestamps()) {
        timestamp(name, bundle, timestamp);
      }
    } catch (MalformedException e) {
      findings.problem(SIGNATURE, "signature-malformed", name, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      findings.problem(SIGNATURE, "signature-unreadable", name, "cannot be read: " + e);
    }
  }

  private void signature(String name, byte[] content, Bundle bundle, Statement statement) {
    if (!statement.isOf(manifest)) {
      findings.problem(
          SIGNATURE, "signature-of-another", name, "is of other files than those of this dump");
      return;
    }
    if (bundle.hasCertificate() && terms.identities().verifier() != null) {
      keyless(name, content, terms.identities().verifier());
      return;
    }
    String problem = terms.keys().problem(bundle, statement);
    boolean carriesKey = TrustedKeys.carriesKey(bundle, statement);
    if (problem != null) {
      findings.problem(SIGNATURE, "signature-invalid", name, problem);
      return;
    }
    @Nullable String signer = terms.keys().signer(bundle);
    if (signer != null) {
      signers.add("by " + signer);
    } else if (!terms.keys().isEmpty()) {
      findings.problem(
          SIGNATURE, "signature-untrusted", name, "is by none of the keys that are trusted");
    } else if (carriesKey) {
      unknownSigners++;
    } else {
      unchecked++;
    }
  }

  private void keyless(String name, byte[] content, Keyless.Verifier verifier) {
    try {
      KeylessIdentity signer = verifier.verify(content);
      if (terms.identities().trusts(signer)) {
        signers.add(TrustedIdentities.named(signer));
      } else if (terms.identities().trustsNobody()) {
        strangers.add(TrustedIdentities.named(signer));
      } else {
        findings.problem(
            SIGNATURE,
            "signature-untrusted",
            name,
            "is " + TrustedIdentities.named(signer) + ", which is nobody who is trusted");
      }
      signer.times().forEach(time -> times.add("signed before " + time));
      timesAreProven = true;
    } catch (KeylessException e) {
      findings.problem(SIGNATURE, "signature-invalid", name, "does not verify: " + e.getMessage());
    }
  }

  private void timestamp(String name, Bundle bundle, byte[] response) {
    try {
      Timestamp timestamp = Timestamp.verify(response, bundle.signature());
      if (terms.authorities().roots().isEmpty()) {
        unknownTimes += timesAreProven ? 0 : 1;
      } else if (terms.authorities().trust(timestamp)) {
        times.add("signed before " + timestamp.time());
      } else {
        findings.problem(
            TIMESTAMP, "timestamp-untrusted", name, "is by no authority that is trusted");
      }
    } catch (GeneralSecurityException e) {
      findings.problem(TIMESTAMP, "timestamp-invalid", name, String.valueOf(e.getMessage()));
    }
  }
}
