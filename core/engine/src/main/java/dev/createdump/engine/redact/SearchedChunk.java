package dev.createdump.engine.redact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// A piece of an output in which it was already looked for every secret, by another thread than the
/// one that writes. Made by {@link Redactor#searched} and taken by {@link LeakCheck#write}.
public final class SearchedChunk {
  private final byte[] bytes;
  private final int size;
  private final List<Integer> slipped = new ArrayList<>();

  SearchedChunk(byte[] bytes, int size, ValueSearch search) {
    this.bytes = bytes;
    this.size = size;
    search.search(bytes, 0, size, (needle, _) -> slipped.add(needle.secret()));
  }

  /// Writes it where nobody looks, as nothing was found.
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  List<Integer> slipped() {
    return slipped;
  }
}
