package dev.createdump.spi.plugin;

import java.io.IOException;
import java.util.Optional;

/// Makes text of files that documents would not show, or not well: of a notebook, a PDF, a
/// spreadsheet. For the dumps of trees; patches and archives hold what git and the disk hold.
///
/// The file itself is scanned all the same, and so is the text, which is redacted like any other.
/// The ledger calls such a path `processed`; it is never restored, and no digest claims its bytes.
///
/// One instance is asked by several threads at once. The same bytes must give the same text.
public interface FileProcessor {
  /// Whether it may have a text for the files of a path; asked of every path.
  boolean handles(String path);

  /// Makes a text of a file of at most `output.max_file_size` bytes.
  ///
  /// @param content belongs to the processor
  /// @return empty where this one file is to be shown as it is
  /// @throws IOException where it cannot tell: the run ends with exit code 13 and nothing is
  /// written
  Optional<ProcessedText> process(String path, byte[] content) throws IOException;
}
