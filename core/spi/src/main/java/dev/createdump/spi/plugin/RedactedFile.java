package dev.createdump.spi.plugin;

import java.io.IOException;
import java.util.Optional;

/// One path of a dump, free of the secrets that were found.
public interface RedactedFile {
  /// The position in the ledger, from 0.
  int index();

  /// The path in the repository, parted by `/`.
  String path();

  /// The path before it was renamed or copied.
  Optional<String> oldPath();

  /// What happened to it, in git's letter: `A`, `M`, `D`, `R`, `C` or `T`; in a tree always `A`.
  char status();

  /// How much of it is shown, in the ledger's word, such as `included` or `too-large`.
  String state();

  /// Why it is not shown whole; empty where nothing is to be said.
  String reason();

  /// The language as GitHub Linguist names it; empty where unknown.
  String language();

  /// Lines added; of a tree all lines of the file.
  int added();

  /// Lines removed.
  int deleted();

  /// The size of the file in bytes; -1 in a change, which does not tell it.
  long size();

  /// The SHA-256 of the file's bytes; empty in a change, and where something is hidden or the text
  /// was made by a plugin.
  Optional<String> sha256();

  /// The whole text, in a change only with `output.context = "full"`; empty where it is not shown.
  Optional<String> text() throws IOException;

  /// The section of the patch, in a change; empty where it is not shown.
  Optional<String> patch() throws IOException;
}
