package dev.createdump.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// URLs with a shared access signature that reads one object: signed with the account's key, or
/// with a key that Azure delegates to whoever has a token ("Create a user delegation SAS").
final class SignedUrl {
  private SignedUrl() {}

  static URI of(BlobClient blob, AzureConnection connection, Duration validity, Context context) {
    OffsetDateTime end = InstantSource.system().instant().plus(validity).atOffset(ZoneOffset.UTC);
    BlobServiceSasSignatureValues values =
        new BlobServiceSasSignatureValues(end, new BlobSasPermission().setReadPermission(true));
    if ("https".equals(connection.endpoint().getScheme())) {
      values.setProtocol(SasProtocol.HTTPS_ONLY);
    }
    String signature =
        connection.credential() instanceof AzureCredential.Token
            ? blob.generateUserDelegationSas(values, delegated(connection, end, context))
            : blob.generateSas(values);
    return URI.create(blob.getBlobUrl() + "?" + signature);
  }

  private static UserDelegationKey delegated(
      AzureConnection connection, OffsetDateTime end, Context context) {
    return connection
        .container()
        .getServiceClient()
        .getUserDelegationKeyWithResponse(null, end, null, context)
        .getValue();
  }
}
