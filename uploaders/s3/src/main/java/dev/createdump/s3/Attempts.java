package dev.createdump.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Remembers of this thread's call how often it was tried, and what the last attempt was answered:
/// when the deadline ends a call, that is why it came to that.
final class Attempts implements ExecutionInterceptor {
  private final ThreadLocal<Integer> status = new ThreadLocal<>();

  private final ThreadLocal<Integer> count = new ThreadLocal<>();

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    status.remove();
    count.remove();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Integer before = count.get();
    count.set(before == null ? 1 : before + 1);
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    status.set(context.httpResponse().statusCode());
  }

  /// The status of the last answer to this thread's call; 0 where there was none.
  int lastStatus() {
    Integer last = status.get();
    return last == null ? 0 : last;
  }

  /// Whether this thread's call was sent more than once, so that what it finds may be its own work.
  boolean isRepeated() {
    Integer sent = count.get();
    return sent != null && sent > 1;
  }
}
