package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads policies of some schemes.
interface PolicyReader {
  /// What a place answered.
  ///
  /// @param bytes the content; null where it is the one with the tag that was sent
  /// @param tag by which the place knows this content; empty where it has none
  record Answer(byte @Nullable [] bytes, String tag) {}

  /// Reads a policy or a signature, at most [Access#MAX_BYTES].
  ///
  /// @param tag of the content that is here already; empty for none
  /// @return nothing where there is no such file
  /// @throws UnreachableException where the place did not answer
  /// @throws Failure.Policy where it refused, or what it gave is refused
  Optional<Answer> read(PolicyUri uri, String tag) throws UnreachableException, Failure;

  static Failure.Policy tooLarge(PolicyUri uri) {
    return new Failure.Policy(
        "the policy at " + uri.shown() + " is larger than " + (Access.MAX_BYTES >> 10) + " KiB",
        "Is it a policy? None that people can read is that long.");
  }
}
