package dev.createdump.engine.central;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// Signs policies with the user's own `ssh-keygen`, so that private keys stay where they are: in an
/// agent, behind a passphrase or on a token.
public final class PolicySigner {
  private PolicySigner() {}

  /// Writes `FILE.sig`, and checks it.
  ///
  /// @param key the private key's file, or the public key's where an agent holds the other
  /// @return the signature's file
  public static Path sign(Path file, Path key, Environment environment) throws Failure {
    Path signature = file.resolveSibling(file.getFileName() + ".sig");
    try {
      byte[] content = Files.readAllBytes(file);
      ProcessBuilder builder =
          new ProcessBuilder(
              "ssh-keygen",
              "-Y",
              "sign",
              "-q",
              "-n",
              AllowedSigners.NAMESPACE,
              "-f",
              key.toAbsolutePath().toString());
      builder.environment().clear();
      builder.environment().putAll(environment.variables());
      // It asks for a passphrase on the terminal by itself.
      Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().write(content);
      process.getOutputStream().close();
      byte[] armored = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0 || !SshSignature.parse(armored).covers(content)) {
        throw refused(new String(armored, StandardCharsets.UTF_8).strip());
      }
      Files.write(signature, armored);
      return signature;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Failure refused(String why) {
    return new Failure.Policy(
        "ssh-keygen did not sign: " + Shown.of(why.isEmpty() ? "no reason given" : why),
        "It must be installed (OpenSSH 8.1 or newer) and may use the key.");
  }
}
