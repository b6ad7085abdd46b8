package dev.createdump.engine.scan.assign;

/// What a name says that its value is.
public enum Kind {
  /// A password, passphrase or PIN.
  PASSWORD,
  /// A secret, a credential, a salt.
  SECRET,
  /// A token, a session, an authorization.
  TOKEN,
  /// A key, where a word before it says what for, such as `api_key`.
  KEY,
  /// A key that may as well be one of a map.
  PLAIN_KEY
}
