package dev.createdump.azure;

import dev.createdump.spi.StoreException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A connection string as the portal shows it, `AccountName=…;AccountKey=…;EndpointSuffix=…`
/// ("Configure Azure Storage connection strings"). Prints none of its values.
final class ConnectionString {
  static final String VARIABLE = "AZURE_STORAGE_CONNECTION_STRING";

  private final Map<String, String> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private ConnectionString() {}

  /// The environment's, or null where there is none.
  static @Nullable ConnectionString of(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "");
    if (text.isBlank()) {
      return null;
    }
    ConnectionString connection = new ConnectionString();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        connection.parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return connection;
  }

  /// Where it says the account is reached, or null.
  @Nullable String endpoint(String account) {
    String endpoint = parts.get("BlobEndpoint");
    String suffix = parts.get("EndpointSuffix");
    if (endpoint != null || suffix == null) {
      return endpoint;
    }
    return parts.getOrDefault("DefaultEndpointsProtocol", "https")
        + "://"
        + account
        + ".blob."
        + suffix;
  }

  /// @throws StoreException `DENIED` where it is another account's
  @Nullable AzureCredential credential(AzurePlace place) throws StoreException {
    String account = parts.get("AccountName");
    if (account != null && !account.equals(place.account())) {
      throw new StoreException(
          StoreException.Code.DENIED,
          place.uri().toString(),
          "the environment's " + VARIABLE + " is of another account");
    }
    String source = "a connection string (" + VARIABLE + ")";
    String key = parts.get("AccountKey");
    String sas = parts.get("SharedAccessSignature");
    if (key != null) {
      return new AzureCredential.SharedKey(source, key);
    }
    return sas == null ? null : new AzureCredential.Sas(source, sas);
  }
}
