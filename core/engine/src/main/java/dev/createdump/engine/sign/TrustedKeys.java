package dev.createdump.engine.sign;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The keys whose signatures are trusted.
///
/// @param keys public keys
/// @param sshKeys Base64 of public SSH keys, as they stand in `.pub` files
public record TrustedKeys(List<PublicKey> keys, Set<String> sshKeys) {
  public static final TrustedKeys NONE = new TrustedKeys(List.of(), Set.of());

  /// A key in a `.pub` file, in `authorized_keys` or in an allowed-signers file.
  private static final Pattern SSH =
      Pattern.compile(
          "(?m)(?:^|[ \\t])(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+[ \\t]+(AAAA[A-Za-z0-9+/=]+)");

  public TrustedKeys {
    keys = List.copyOf(keys);
    sshKeys = Set.copyOf(sshKeys);
  }

  /// Reads public keys in PEM and public SSH keys from files.
  ///
  /// @throws Failure.Usage where a file holds none
  public static TrustedKeys read(List<Path> files) throws Failure {
    List<PublicKey> keys = new ArrayList<>();
    Set<String> sshKeys = new HashSet<>();
    for (Path file : files) {
      int before = keys.size() + sshKeys.size();
      try {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (Pem block : Pem.all(text)) {
          if (block.label().equals("PUBLIC KEY")) {
            keys.add(PublicKeys.of(block.content()));
          }
        }
        Matcher ssh = SSH.matcher(text);
        while (ssh.find()) {
          sshKeys.add(ssh.group(1));
        }
      } catch (IOException | GeneralSecurityException e) {
        throw new Failure.Usage("cannot read a public key from " + file + ": " + e, "");
      }
      if (keys.size() + sshKeys.size() == before) {
        throw new Failure.Usage(
            file + " holds no public key",
            "It is a PUBLIC KEY in PEM, or a public SSH key; never a private one.");
      }
    }
    return new TrustedKeys(keys, sshKeys);
  }

  public boolean isEmpty() {
    return keys.isEmpty() && sshKeys.isEmpty();
  }

  /// What is wrong with a signature, whoever made it; null where nothing is, or nothing can be said
  /// without a key.
  public @Nullable String problem(Bundle bundle, Statement statement) {
    try {
      if (SshSignature.isOne(bundle.signature())) {
        SshSignature ssh = SshSignature.read(bundle.signature());
        return ssh.verifies(bundle.signed()) ? null : "does not verify";
      }
      if (statement.publicKey().isEmpty()) {
        return null;
      }
      PublicKey key = PublicKeys.of(Base64.getDecoder().decode(statement.publicKey()));
      return PublicKeys.verifies(key, bundle.signed(), bundle.signature())
          ? null
          : "does not verify";
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return "cannot be verified: " + e.getMessage();
    }
  }

  /// Whether a signature comes with the key it is by, so that it can be verified whoever that is.
  public static boolean carriesKey(Bundle bundle, Statement statement) {
    return SshSignature.isOne(bundle.signature()) || !statement.publicKey().isEmpty();
  }

  /// The trusted key that made a signature, by its name; null where none of them did.
  public @Nullable String signer(Bundle bundle) {
    if (SshSignature.isOne(bundle.signature())) {
      SshSignature ssh = SshSignature.read(bundle.signature());
      boolean trusted = sshKeys.contains(Base64.getEncoder().encodeToString(ssh.key()));
      return trusted ? ssh.fingerprint() : null;
    }
    for (PublicKey key : keys) {
      if (PublicKeys.verifies(key, bundle.signed(), bundle.signature())) {
        return PublicKeys.id(key);
      }
    }
    return null;
  }
}
