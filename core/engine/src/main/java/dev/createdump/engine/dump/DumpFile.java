package dev.createdump.engine.dump;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafePatch;
import dev.createdump.engine.redact.SafeText;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// One changed path with everything the dump says of it.
///
/// @param entry what the ledger and the statistics say of it
/// @param charset how lines of the patch that are no UTF-8 are to be read
/// @param patch the redacted patch text
/// @param content the whole new content, where full context was asked for and the text is shown
public record DumpFile(
    Entry entry, Charset charset, SafePatch patch, @Nullable SafeContent content) {

  /// The patch text as UTF-8, for people: lines that are no valid UTF-8 are read in the file's own
  /// charset. Only where the text is shown.
  public byte[] text() throws IOException {
    return Utf8Lines.from(patch.bytes(), charset);
  }

  /// A path's line in the ledger.
  ///
  /// @param index the position in the change, from 0; anchors are made of it
  /// @param path the path at the head (at the base for a deleted file)
  /// @param oldPath the path at the base where it differs, else null
  /// @param status what happened to it
  /// @param similarity for renames and copies how similar, in percent; else 0
  /// @param oldMode six octal digits, `000000` where there was none
  /// @param newMode six octal digits, `000000` where there is none
  /// @param oldId the blob before, all zeros where there was none
  /// @param newId the blob after, all zeros where there is none
  /// @param language the language's name, empty where unknown
  /// @param added lines added; 0 for binary files
  /// @param deleted lines removed; 0 for binary files
  /// @param encoding the encoding the text is shown in, such as `UTF-8`; empty where none is shown
  /// @param state how much of it is shown
  /// @param reason why it is not shown whole, or how it was read; empty where nothing is to be said
  /// @param patchBytes the length of its section of the patch in bytes
  /// @param pathsEscaped whether `path` and `oldPath` are written with `\\xNN` for bytes that are
  ///     no valid UTF-8 and for backslashes, as one of them is no text
  public record Entry(
      int index,
      SafeText path,
      @Nullable SafeText oldPath,
      ChangeStatus status,
      int similarity,
      String oldMode,
      String newMode,
      ObjectId oldId,
      ObjectId newId,
      String language,
      int added,
      int deleted,
      String encoding,
      FileState state,
      SafeText reason,
      long patchBytes,
      boolean pathsEscaped) {
    /// The same in another state.
    public Entry as(FileState other, SafeText why) {
      return new Entry(
          index,
          path,
          oldPath,
          status,
          similarity,
          oldMode,
          newMode,
          oldId,
          newId,
          language,
          added,
          deleted,
          encoding,
          other,
          why,
          patchBytes,
          pathsEscaped);
    }
  }
}
