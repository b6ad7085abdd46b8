package dev.createdump.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Remembers what the last attempt of this thread's call was answered: when the deadline ends a
/// call, that is why it came to that.
final class Attempts implements ExecutionInterceptor {
  private final ThreadLocal<Integer> status = new ThreadLocal<>();

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    status.remove();
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
}
