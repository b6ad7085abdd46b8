package dev.createdump.testkit.store;

import dev.createdump.spi.Payload;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// A payload during whose sending something else happens: before its first byte is read, an action
/// runs to its end on a thread of its own.
final class HookedPayload implements Payload {
  /// What happens meanwhile.
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private final Payload payload;
  private final Action action;

  HookedPayload(Payload payload, Action action) {
    this.payload = payload;
    this.action = action;
  }

  @Override
  public long length() {
    return payload.length();
  }

  @Override
  public String sha256() {
    return payload.sha256();
  }

  @Override
  public InputStream open() throws IOException {
    byte[] content;
    try (InputStream in = payload.open()) {
      content = in.readAllBytes();
    }
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      private boolean done;

      @Override
      public int read() throws IOException {
        happen();
        return super.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        happen();
        return super.read(buffer, offset, length);
      }

      private void happen() throws IOException {
        if (!done) {
          done = true;
          runToItsEnd();
        }
      }
    };
  }

  private void runToItsEnd() throws IOException {
    Callable<Void> call =
        () -> {
          action.run();
          return null;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(call).get();
    } catch (Exception e) {
      throw new IOException("what was to happen meanwhile failed", e);
    }
  }
}
