package dev.createdump.gcs;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpTransport;
import com.google.api.services.storage.model.StorageObject;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.spi.v1.HttpStorageRpc;
import com.google.cloud.storage.spi.v1.StorageRpc;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The client's HTTP calls, remembering the session of every upload that is under way, so that one
/// that fails can be cancelled: the client itself can only finish or forget a session.
///
/// An upload is recognized by a header of its own, one of those that Google keeps in its audit log.
final class CancellableRpc extends HttpStorageRpc {
  /// The header: "Add custom information to audit logs" in Google's documentation.
  static final String UPLOAD = "x-goog-custom-audit-create-dump-upload";

  private static final int PATIENCE_MILLIS = 3000;

  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final HttpRequestFactory requests;

  CancellableRpc(StorageOptions options, HttpTransport transport) {
    super(options);
    this.requests = transport.createRequestFactory();
  }

  @Override
  public String open(StorageObject object, Map<StorageRpc.Option, ?> options) {
    String session = super.open(object, options);
    if (session == null) {
      // An answer that was cut off before its headers ended. As a failed server it is tried again.
      throw new StorageException(503, "an upload was begun without a session");
    }
    if (options.get(StorageRpc.Option.EXTRA_HEADERS) instanceof Map<?, ?> headers
        && headers.get(UPLOAD) instanceof String upload) {
      sessions.put(upload, session);
    }
    return session;
  }

  /// Forgets an upload that is complete.
  void finished(String upload) {
    sessions.remove(upload);
  }

  /// Cancels an upload as well as that goes: a session that Google is not told about ends after a
  /// week, and is invisible until then.
  void cancel(String upload) {
    String session = sessions.remove(upload);
    if (session == null) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // which would end the request, too
    try {
      HttpRequest request = requests.buildDeleteRequest(new GenericUrl(session));
      request.setConnectTimeout(PATIENCE_MILLIS).setReadTimeout(PATIENCE_MILLIS);
      request.setThrowExceptionOnExecuteError(false).execute().disconnect();
    } catch (IOException e) {
      return; // what made the upload fail is what is told
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
