package dev.createdump.engine.watch;

import java.io.IOException;

/// Tells that something happened to what is followed. Used by one thread.
public interface ChangeFeed extends AutoCloseable {
  /// Follows this from now on, in place of what was followed before.
  ///
  /// @throws IOException where the system does not let it
  void follow(Followed followed) throws IOException;

  /// Waits for a change.
  ///
  /// @param own what this program does itself, and does not count
  /// @return whether there was any since the last call
  boolean await(long millis, OwnFiles own) throws InterruptedException;

  @Override
  void close() throws IOException;
}
