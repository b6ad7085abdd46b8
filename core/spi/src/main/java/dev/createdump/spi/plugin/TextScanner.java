package dev.createdump.spi.plugin;

import java.util.List;

/// Looks at texts, one after the other, on one thread.
///
/// A text is a whole file, a file's name, a title, a commit message, one side of a hunk, or a
/// window of at most 1 MiB of something larger. Windows overlap by 64 KiB: what is longer may be
/// missed where it is cut. Texts are bytes as they stand, in whatever encoding.
@FunctionalInterface
public interface TextScanner {
  /// Finds the secrets in a text.
  ///
  /// @return where they stand, in any order; empty for none
  /// @throws Exception where it cannot tell. Then the run ends with exit code 13 and nothing is
  ///     written, as it does where a place lies outside of the text or names an unknown rule
  List<FoundSpan> scan(ScannedText text) throws Exception;
}
