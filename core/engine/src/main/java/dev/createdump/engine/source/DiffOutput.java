package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads what `git diff-tree --raw -p` writes: entry lines, an empty line, patch text.
final class DiffOutput {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;

  DiffOutput(InputStream in) {
    this.in = in;
  }

  /// Hands over the whole output.
  void deliverTo(Git.DiffSink sink) throws IOException, Failure {
    sink.changes(changes());
    patch(sink);
  }

  /// Reads the entries, which come first.
  List<FileChange> changes() throws IOException {
    List<FileChange> changes = new ArrayList<>();
    while (fillLine() && buffer[start] == ':') {
      int stop = indexOfLineFeed();
      changes.add(
          RawDiffReader.parse(java.util.Arrays.copyOfRange(buffer, start, stop), stop - start));
      start = stop + 1;
    }
    return changes;
  }

  /// Hands over the patch text, which comes after them.
  void patch(Git.DiffSink sink) throws IOException, Failure {
    if (start < end && buffer[start] == '\n') {
      start++;
    }
    do {
      sink.patch(buffer, start, end - start);
      start = 0;
      end = Math.max(0, in.read(buffer, 0, buffer.length));
    } while (end > 0);
  }

  /// Makes a whole line stand in the buffer; false at the end of the output.
  private boolean fillLine() throws IOException {
    while (indexOfLineFeed() < 0) {
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      } else if (end == buffer.length) {
        buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
      }
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        return false;
      }
      end += n;
    }
    return true;
  }

  private int indexOfLineFeed() {
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
