package dev.createdump.engine.sign;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Signs with an SSH key through `ssh-keygen`, which reads every kind of key, asks for passphrases,
/// and finds the private part in the agent where a public key is named.
final class SshSigner implements Signer {
  private final String key;
  private final Environment environment;
  private String keyId = "";

  SshSigner(String key, Environment environment) {
    this.key = key;
    this.environment = environment;
  }

  @Override
  public String publicKey() {
    return "";
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public byte[] sign(byte[] encoded) throws Failure {
    byte[] armored =
        Command.run(
            List.of("ssh-keygen", "-Y", "sign", "-q", "-n", SshSignature.NAMESPACE, "-f", key),
            encoded,
            environment,
            Map.of());
    List<Pem> blocks = Pem.all(new String(armored, StandardCharsets.US_ASCII));
    if (blocks.size() != 1 || !blocks.getFirst().label().equals("SSH SIGNATURE")) {
      throw new Failure.Policy("ssh-keygen printed no SSH signature", "OpenSSH 8.2 or newer can.");
    }
    byte[] signature = blocks.getFirst().content();
    keyId = SshSignature.read(signature).fingerprint();
    return signature;
  }
}
