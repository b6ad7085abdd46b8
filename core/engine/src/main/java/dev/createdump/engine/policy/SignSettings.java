package dev.createdump.engine.policy;

/// Who signs the dump; everything is empty where nobody does.
///
/// @param key a private key in PEM: a path, or `env:` and the name of a variable
/// @param sshKey the path of an SSH key; of a public one whose private part the agent has
/// @param command a command of the shell that signs what it reads
/// @param timestamp the URL of a timestamp authority
public record SignSettings(String key, String sshKey, String command, String timestamp) {
  static SignSettings of(Values values) {
    return new SignSettings(
        values.get(Keys.SIGN_KEY),
        values.get(Keys.SIGN_SSH_KEY),
        values.get(Keys.SIGN_COMMAND),
        values.get(Keys.SIGN_TIMESTAMP));
  }

  /// Whether nobody signs.
  public boolean isEmpty() {
    return key.isEmpty() && sshKey.isEmpty() && command.isEmpty();
  }
}
