package dev.createdump.azure;

import dev.createdump.spi.StoreException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a store proves itself with, in the environment. No I/O happens here.
///
/// In this order: a federated token (a file of AKS, a variable of GitLab, a request to GitHub), the
/// managed identity of a service that says it has one, a client's secret, a SAS, a key; and where
/// none of that is set, the machine's managed identity or who is logged in to the Azure CLI. The
/// variables are those that Microsoft's own tools read.
final class CredentialChain {
  private final Map<String, String> environment;
  private final EntraClient entra;

  CredentialChain(Map<String, String> environment, EntraClient entra) {
    this.environment = environment;
    this.entra = entra;
  }

  /// @param connection the connection string of the environment, or null
  AzureCredential find(AzurePlace place, @Nullable ConnectionString connection)
      throws StoreException {
    AzureCredential federated = federated();
    if (federated != null) {
      return federated;
    }
    if (isSet("IDENTITY_ENDPOINT") && isSet("IDENTITY_HEADER")) {
      return new AzureCredential.Token(
          "the service's managed identity (IDENTITY_ENDPOINT)",
          new EntraTokens(() -> entra.serviceIdentity(environment)));
    }
    if (isClient() && isSet("AZURE_CLIENT_SECRET")) {
      return new AzureCredential.Token(
          "a client's secret (AZURE_CLIENT_SECRET)",
          new EntraTokens(() -> entra.clientSecret(environment)));
    }
    AzureCredential kept = kept(place, connection);
    return kept != null
        ? kept
        : new AzureCredential.Token(
            "the machine's managed identity, or the Azure CLI's login",
            new EntraTokens(() -> entra.ambient(environment)));
  }

  private @Nullable AzureCredential federated() {
    if (!isClient()) {
      return null;
    }
    if (isSet("AZURE_FEDERATED_TOKEN_FILE")) {
      return new AzureCredential.Token(
          "workload identity federation (AZURE_FEDERATED_TOKEN_FILE)",
          new EntraTokens(() -> entra.federatedFile(environment)));
    }
    if (isSet("AZURE_FEDERATED_TOKEN")) {
      return new AzureCredential.Token(
          "workload identity federation (AZURE_FEDERATED_TOKEN)",
          new EntraTokens(() -> entra.federated(environment, value("AZURE_FEDERATED_TOKEN"))));
    }
    if (isSet("ACTIONS_ID_TOKEN_REQUEST_URL") && isSet("ACTIONS_ID_TOKEN_REQUEST_TOKEN")) {
      return new AzureCredential.Token(
          "workload identity federation (GitHub Actions)",
          new EntraTokens(() -> entra.federatedGitHub(environment)));
    }
    return null;
  }

  private @Nullable AzureCredential kept(AzurePlace place, @Nullable ConnectionString connection)
      throws StoreException {
    if (isSet("AZURE_STORAGE_SAS_TOKEN")) {
      return new AzureCredential.Sas(
          "a SAS (AZURE_STORAGE_SAS_TOKEN)",
          value("AZURE_STORAGE_SAS_TOKEN").replaceFirst("^\\?", ""));
    }
    if (isSet("AZURE_STORAGE_KEY")) {
      return new AzureCredential.SharedKey(
          "the account's key (AZURE_STORAGE_KEY)", value("AZURE_STORAGE_KEY"));
    }
    return connection == null ? null : connection.credential(place);
  }

  private boolean isClient() {
    return isSet("AZURE_TENANT_ID") && isSet("AZURE_CLIENT_ID");
  }

  private boolean isSet(String name) {
    return !value(name).isBlank();
  }

  private String value(String name) {
    return environment.getOrDefault(name, "");
  }
}
