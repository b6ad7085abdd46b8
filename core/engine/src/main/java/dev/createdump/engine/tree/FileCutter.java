package dev.createdump.engine.tree;

import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.token.TokenCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Cuts a file that is larger than a part: behind line feeds, or where no line fits, between
/// characters. The bytes of all pieces, one after the other, are those of the file.
final class FileCutter {
  private final TreeFile file;
  private final TreeRenderer renderer;
  private final TokenCounter counter;
  private final byte[] bytes;
  private final TextForm form;
  private final int size;

  /// @param file with content
  /// @param size tokens of the whole file in the document
  FileCutter(TreeFile file, TreeRenderer renderer, TokenCounter counter, int size) {
    SafeContent content = file.content();
    TextForm known = file.facts().form();
    this.file = file;
    this.renderer = renderer;
    this.counter = counter;
    this.bytes = content == null ? new byte[0] : content.bytes();
    this.form = known == null ? TextForm.BINARY : known;
    this.size = size;
  }

  /// Slices that take at most so many tokens each; none where not even a character fits.
  List<TreePart.Slice> cut(long room) throws IOException {
    List<int[]> stretches = new ArrayList<>();
    int guess = (int) Math.max(1, Math.min(bytes.length, room * bytes.length / size));
    for (int from = 0; from < bytes.length; ) {
      int length = guess;
      int to = border(from, length);
      while (tokens(slice(from, to)) > room) {
        if (to - from <= 4) {
          return List.of();
        }
        length = Math.min(length, to - from) * 3 / 4;
        to = border(from, length);
      }
      to = longer(from, to, room);
      stretches.add(new int[] {from, to});
      from = to;
    }
    List<TreePart.Slice> slices = new ArrayList<>();
    int line = 1;
    for (int i = 0; i < stretches.size(); i++) {
      int[] stretch = stretches.get(i);
      slices.add(
          new TreePart.Slice(
              file.entry().index(), stretch[0], stretch[1], i + 1, stretches.size(), line, false));
      line += feeds(stretch[0], stretch[1]);
    }
    return slices;
  }

  /// A longer stretch where the text turned out to take less than it does on average.
  private int longer(int from, int to, long room) throws IOException {
    int tokens = Math.max(1, tokens(slice(from, to)));
    long length = (to - from) * room / tokens * 97 / 100;
    if (to == bytes.length || length <= to - from) {
      return to;
    }
    int more = border(from, (int) Math.min(bytes.length, length));
    return more > to && tokens(slice(from, more)) <= room ? more : to;
  }

  private TreePart.Slice slice(int from, int to) {
    return new TreePart.Slice(file.entry().index(), from, to, 999, 999, 99999, false);
  }

  /// What a slice takes in the document.
  int tokens(TreePart.Slice slice) throws IOException {
    Buffer buffer = new Buffer(1024 + slice.to() - slice.from());
    renderer.file(file.piece(slice), buffer);
    return counter.count(buffer.bytes(), 0, buffer.size());
  }

  /// The last place to cut within so many bytes.
  private int border(int from, int length) {
    int limit = Math.min(bytes.length, from + Math.max(4, length));
    if (limit == bytes.length) {
      return limit;
    }
    for (int i = limit; i > from; i--) {
      if (isFeed(i)) {
        return i;
      }
    }
    int to = limit;
    while (to > from + 1 && !isBetween(from, to)) {
      to--;
    }
    return to;
  }

  /// Whether a line feed ends before a place.
  private boolean isFeed(int at) {
    return switch (form) {
      case UTF_16LE -> at % 2 == 0 && bytes[at - 2] == '\n' && bytes[at - 1] == 0;
      case UTF_16BE -> at % 2 == 0 && bytes[at - 1] == '\n' && bytes[at - 2] == 0;
      case BINARY, UNKNOWN -> false;
      default -> bytes[at - 1] == '\n';
    };
  }

  /// Whether a place is between two characters.
  private boolean isBetween(int from, int at) {
    return switch (form) {
      case UTF_8 -> (bytes[at] & 0xC0) != 0x80 && !(bytes[at] == '\n' && bytes[at - 1] == '\r');
      case UTF_16LE -> at % 2 == 0 && (bytes[at + 1] & 0xFC) != 0xDC;
      case UTF_16BE -> at % 2 == 0 && (bytes[at] & 0xFC) != 0xDC;
      default -> at > from;
    };
  }

  private int feeds(int from, int to) {
    int feeds = 0;
    for (int i = Math.max(from + 1, 2); i <= to; i++) {
      feeds += isFeed(i) ? 1 : 0;
    }
    return feeds;
  }
}
