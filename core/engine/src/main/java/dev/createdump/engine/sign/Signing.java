package dev.createdump.engine.sign;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.manifest.ManifestReader;
import dev.createdump.engine.manifest.SealedManifest;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Origin;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.SignSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signs manifests, in one of four ways: a key in a file, an SSH key, a command that others wrote,
/// for keys in services and hardware, or no key at all.
public final class Signing {
  /// What the file of a signature is called behind the name of its dump.
  public static final String SUFFIX = ".sigstore.json";

  /// The media type of that file.
  public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /// Where a command finds the statement as a file, should it want one.
  private static final String STATEMENT = "CREATE_DUMP_STATEMENT";

  private final SignSettings settings;
  private final Environment environment;

  private Signing(SignSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /// @return null where nothing is to be signed
  /// @throws Failure.Policy where more than one would sign, or a file named a command to run
  public static @Nullable Signing of(Resolved config, Environment environment)
      throws Failure.Policy {
    SignSettings settings = config.settings().sign();
    if (settings.isEmpty()) {
      return null;
    }
    List<String> given = new ArrayList<>(List.of(settings.key(), settings.sshKey()));
    given.add(settings.command());
    given.add(settings.keyless().on() ? "keyless" : "");
    given.removeIf(String::isEmpty);
    if (given.size() > 1) {
      throw new Failure.Policy(
          "more than one signs: sign.key, sign.ssh_key, sign.command and sign.keyless exclude each"
              + " other",
          "`create-dump config show --origin` says where they come from.");
    }
    Origin origin = config.origin(Keys.SIGN_COMMAND);
    boolean named = origin instanceof Origin.Flag || origin instanceof Origin.Variable;
    if (!settings.command().isEmpty() && !named) {
      throw new Failure.Policy(
          "sign.command stands in " + origin.describe() + ", and no file may name a command",
          "Give it by --sign-command or CREATE_DUMP_SIGN_COMMAND.");
    }
    if (settings.keyless().on()) {
      KeylessSigning.requireOrigins(config);
    }
    return new Signing(settings, environment);
  }

  /// Signs a manifest.
  ///
  /// @return the bundle
  public byte[] sign(ManifestReader.Source source) throws Failure {
    try {
      SealedManifest manifest = ManifestReader.read(source);
      if (!manifest.isSelfConsistent()) {
        throw new Failure.Corrupt(
            "the manifest of " + manifest.name() + " is not what its digest says",
            "`create-dump evidence verify` says more.");
      }
      if (settings.keyless().on()) {
        return new KeylessSigning(settings, environment).sign(manifest);
      }
      return settings.command().isEmpty() ? withKey(manifest) : withCommand(manifest);
    } catch (MalformedException e) {
      throw new Failure.Corrupt("the manifest " + e.getMessage(), "");
    } catch (IOException e) {
      throw new UncheckedIOException("a statement in memory cannot be written", e);
    }
  }

  private byte[] withKey(SealedManifest manifest) throws Failure, IOException {
    Signer signer =
        settings.key().isEmpty()
            ? new SshSigner(settings.sshKey(), environment)
            : KeySigner.of(settings.key(), environment);
    byte[] payload = Statement.write(manifest, signer.publicKey());
    byte[] signature = signer.sign(Dsse.encode(payload));
    return bundle(manifest, payload, signature, signer.keyId());
  }

  /// The command answers with a signature, raw or in Base64, or with a whole bundle over the
  /// statement that it was given.
  private byte[] withCommand(SealedManifest manifest) throws Failure, IOException {
    byte[] payload = Statement.write(manifest, "");
    Path file = Files.createTempFile("create-dump-", ".intoto.json");
    byte[] answer;
    try {
      Files.write(file, payload);
      answer =
          Command.run(
              List.of("sh", "-c", settings.command()),
              Dsse.encode(payload),
              environment,
              Map.of(STATEMENT, file.toString()));
    } finally {
      Files.deleteIfExists(file);
    }
    if (answer.length == 0) {
      throw new Failure.Policy("the command that signs printed nothing", "");
    }
    if (answer[0] == '{') {
      return foreign(manifest, answer);
    }
    return bundle(manifest, payload, raw(answer), "");
  }

  private static byte[] raw(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1).strip();
    if (text.matches("[A-Za-z0-9+/\\s]+={0,2}")) {
      try {
        return Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        return answer;
      }
    }
    return answer;
  }

  private static byte[] foreign(SealedManifest manifest, byte[] answer)
      throws Failure, IOException {
    try {
      if (Statement.read(Bundle.read(answer).payload()).isOf(manifest)) {
        return answer;
      }
    } catch (MalformedException e) {
      throw new Failure.Policy("what the command that signs printed " + e.getMessage(), "");
    }
    throw new Failure.Policy("the command signed another statement", "");
  }

  private byte[] bundle(SealedManifest manifest, byte[] payload, byte[] signature, String keyId)
      throws Failure, IOException {
    List<byte[]> timestamps =
        settings.timestamp().isEmpty()
            ? List.of()
            : List.of(new TimestampClient(URI.create(settings.timestamp())).of(signature));
    Bundle bundle = new Bundle(payload, signature, keyId, timestamps, false);
    // What cannot be verified now never will be.
    String problem = TrustedKeys.NONE.problem(bundle, Statement.read(payload));
    if (problem != null) {
      throw new Failure.Policy("the new signature of " + manifest.name() + " " + problem, "");
    }
    return bundle.write();
  }
}
