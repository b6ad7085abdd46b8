package dev.createdump.github;

import dev.createdump.spi.ForgeException;
import java.time.Duration;

/// What to do about a request that did not succeed.
sealed interface Failure {
  ForgeException error();

  /// Repeating the request would not help.
  record Final(ForgeException error) implements Failure {}

  /// The request was certainly not carried out, or does no harm when carried out twice.
  ///
  /// @param atLeast how long the server asks us to stay away
  record Again(ForgeException error, Duration atLeast) implements Failure {}

  /// Nobody may repeat the request without looking: it may have been carried out and would do harm
  /// twice, or it would come too late.
  ///
  /// @param atLeast how long the server asks us to stay away
  record Unclear(ForgeException error, Duration atLeast) implements Failure {}
}
