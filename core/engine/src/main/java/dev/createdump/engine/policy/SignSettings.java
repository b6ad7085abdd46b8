package dev.createdump.engine.policy;

/// Who signs the dump; everything is empty where nobody does.
///
/// @param key a private key in PEM: a path, or `env:` and the name of a variable
/// @param sshKey the path of an SSH key; of a public one whose private part the agent has
/// @param command a command of the shell that signs what it reads
/// @param timestamp the URL of a timestamp authority
/// @param keyless how it is signed without a key
public record SignSettings(
    String key, String sshKey, String command, String timestamp, Keyless keyless) {
  /// Signing without a key, with Sigstore.
  ///
  /// @param on whether it is asked for
  /// @param trustedRoot the path of a trusted root; empty for that of the public instance
  /// @param services the path of a signing configuration, likewise
  /// @param fulcio the URL of the authority; empty for that of the signing configuration
  /// @param rekor the URL of the log, likewise
  /// @param identity a pattern of whom it must be of; empty for anybody
  /// @param issuer who must have vouched for the identity; empty for anybody
  public record Keyless(
      boolean on,
      String trustedRoot,
      String services,
      String fulcio,
      String rekor,
      String identity,
      String issuer) {}

  static SignSettings of(Values values) {
    return new SignSettings(
        values.get(Keys.SIGN_KEY),
        values.get(Keys.SIGN_SSH_KEY),
        values.get(Keys.SIGN_COMMAND),
        values.get(Keys.SIGN_TIMESTAMP),
        new Keyless(
            values.get(Keys.SIGN_KEYLESS),
            values.get(Keys.SIGN_TRUSTED_ROOT),
            values.get(Keys.SIGN_SERVICES),
            values.get(Keys.SIGN_FULCIO),
            values.get(Keys.SIGN_REKOR),
            values.get(Keys.SIGN_IDENTITY),
            values.get(Keys.SIGN_ISSUER)));
  }

  /// Whether nobody signs.
  public boolean isEmpty() {
    return key.isEmpty() && sshKey.isEmpty() && command.isEmpty() && !keyless.on();
  }
}
