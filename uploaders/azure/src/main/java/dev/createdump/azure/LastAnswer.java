package dev.createdump.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Context;
import dev.createdump.spi.StoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/// Remembers what Azure answered last while the SDK retried one operation, so that an operation
/// that runs into its deadline can say why.
final class LastAnswer {
  private static final String KEY = "create-dump.last-answer";

  /// The status of the last answer; 0 before the first and after a failed connection.
  private final AtomicInteger status = new AtomicInteger();

  /// What hands this object to the policy with every request of the operation.
  Context context() {
    return new Context(KEY, this);
  }

  /// What to throw where the deadline passed.
  StoreException late(String subject, Duration deadline) {
    String end = " until the deadline of " + deadline.toSeconds() + " s";
    int last = status.get();
    if (last == 429 || last == 503) {
      return new StoreException(
          StoreException.Code.THROTTLED, subject, "Azure asked for patience" + end);
    }
    return new StoreException(
        StoreException.Code.UNAVAILABLE,
        subject,
        last >= 500 ? "Azure answered with status " + last + end : "Azure did not finish" + end);
  }

  /// Stands below the SDK's retries and sees every try.
  static final class Policy implements HttpPipelinePolicy {
    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
      note(call, 0);
      return next.process()
          .map(
              response -> {
                note(call, response.getStatusCode());
                // The SDK's retries read an error's body twice, which the JDK's client refuses.
                return response.getStatusCode() >= 400 ? response.buffer() : response;
              });
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
      note(call, 0);
      HttpResponse response = next.processSync();
      note(call, response.getStatusCode());
      return response;
    }

    private static void note(HttpPipelineCallContext call, int status) {
      if (call.getData(KEY).orElse(null) instanceof LastAnswer last) {
        last.status.set(status);
      }
    }
  }
}
