package dev.createdump.azure;

import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreSetting;
import dev.createdump.spi.support.ObjectNames;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What a URI names: an account, a container in it, and a prefix.
///
/// The rules for names are those of "Naming and Referencing Containers, Blobs, and Metadata" in
/// Azure's documentation.
///
/// @param uri the URI without slashes at its end
/// @param account the storage account
/// @param container the container
/// @param names the names of objects under the prefix
record AzurePlace(URI uri, String account, String container, ObjectNames names) {
  private static final String FORM = "az://account/container/prefix";

  static AzurePlace of(URI uri) throws StoreException {
    String account = uri.getRawAuthority();
    String path = uri.getPath();
    if (account == null
        || path == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw invalid("a container is named " + FORM + ", with nothing else in the URI");
    }
    if (!account.matches("[a-z0-9]{3,24}")) {
      throw invalid("an account's name has 3 to 24 lower-case letters and digits: " + FORM);
    }
    String rest = path.replaceFirst("^/+", "").replaceFirst("/+$", "");
    int slash = rest.indexOf('/');
    String container = slash < 0 ? rest : rest.substring(0, slash);
    if (!container.matches("[a-z0-9](-?[a-z0-9]){2,62}|\\$root|\\$web")
        || container.length() > 63) {
      throw invalid("no container, or none that Azure would allow: " + FORM);
    }
    ObjectNames names =
        ObjectNames.ofPath(slash < 0 ? "" : rest.substring(slash), uri.getScheme() + ":");
    String raw = uri.getRawPath().replaceFirst("^/+", "/").replaceFirst("/+$", "");
    return new AzurePlace(
        URI.create(uri.getScheme() + "://" + account + raw), account, container, names);
  }

  /// Where the account is reached: the endpoint of the settings, or that of a connection string, or
  /// the public cloud's. An emulator's and a gateway's has the account in its path.
  URI endpoint(StoreContext context, @Nullable String ofConnectionString) throws StoreException {
    String endpoint = context.setting(StoreSetting.ENDPOINT).orElse(ofConnectionString);
    if (endpoint == null) {
      return URI.create("https://" + account + ".blob.core.windows.net");
    }
    try {
      URI given = URI.create(endpoint.replaceFirst("/+$", ""));
      String host = given.getHost();
      if (host == null || given.getRawUserInfo() != null || given.getRawQuery() != null) {
        throw new IllegalArgumentException("an endpoint has a host and no credentials");
      }
      boolean named = host.startsWith(account + ".") || given.getPath().equals("/" + account);
      return named ? given : URI.create(given + "/" + account);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          StoreException.Code.INVALID, uri.toString(), "the endpoint is no http: or https: URI", e);
    }
  }

  private static StoreException invalid(String message) {
    return new StoreException(StoreException.Code.INVALID, "az:", message);
  }
}
