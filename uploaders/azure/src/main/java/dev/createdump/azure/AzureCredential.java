package dev.createdump.azure;

import com.azure.core.credential.TokenCredential;

/// What a store proves itself with, and where it was found. None of them prints a secret.
sealed interface AzureCredential {
  /// Where it was found, for people.
  String source();

  /// A token of Microsoft Entra ID: nothing secret is kept anywhere.
  record Token(String source, TokenCredential tokens) implements AzureCredential {}

  /// The key of the whole account.
  record SharedKey(String source, String key) implements AzureCredential {
    @Override
    public String toString() {
      return "SharedKey from " + source;
    }
  }

  /// A shared access signature, without a question mark in front.
  record Sas(String source, String token) implements AzureCredential {
    @Override
    public String toString() {
      return "Sas from " + source;
    }
  }
}
