package dev.createdump.engine.cache;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.source.PathTouch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What commits changed, as bytes: how many paths, and of each its status's letter, its length and
/// text, the same of the path before where that is another, and one more than the lines added and
/// removed. Numbers have seven bits a byte, the lowest first; the eighth says that more follow (as
/// in LEB128).
final class TouchCode {
  private static final int RENAMED = 0x80;

  private TouchCode() {}

  static void write(List<PathTouch> touches, ByteArrayOutputStream out) {
    number(touches.size(), out);
    for (PathTouch touch : touches) {
      out.write(touch.status().letter() | (touch.isRename() ? RENAMED : 0));
      text(touch.path(), out);
      if (touch.isRename()) {
        text(touch.oldPath(), out);
      }
      number(touch.added() + 1, out);
      number(touch.removed() + 1, out);
    }
  }

  private static void text(String text, ByteArrayOutputStream out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length, out);
    out.writeBytes(bytes);
  }

  private static void number(int number, ByteArrayOutputStream out) {
    int left = number;
    while ((left & ~0x7F) != 0) {
      out.write(left | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  /// @throws RuntimeException where the bytes are none
  static List<PathTouch> read(ByteBuffer in) {
    int count = number(in);
    List<PathTouch> touches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int status = in.get();
      String path = text(in);
      String old = (status & RENAMED) == 0 ? path : text(in);
      int added = number(in) - 1;
      ChangeStatus what = ChangeStatus.of((char) (status & ~RENAMED & 0xFF));
      touches.add(new PathTouch(what, path, old, added, number(in) - 1));
    }
    return touches;
  }

  private static String text(ByteBuffer in) {
    int length = number(in);
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("no text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int number(ByteBuffer in) {
    int number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7F) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number without an end");
  }
}
