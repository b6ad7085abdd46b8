package dev.createdump.engine.render.html;

import dev.createdump.engine.patch.PatchCursor;
import java.io.IOException;
import java.nio.charset.Charset;

/// Writes the hunks of one file's patch.
final class HunkWriter {
  private final Page page;
  private final ChunkWriter chunk;

  HunkWriter(Page page, ChunkWriter chunk) {
    this.page = page;
    this.chunk = chunk;
  }

  /// Writes all hunks and says whether there was one.
  boolean write(byte[] patch, Charset charset) throws IOException {
    PatchCursor cursor = new PatchCursor(patch);
    boolean any = false;
    chunk.startFile();
    while (cursor.nextHunk()) {
      any = true;
      heading(cursor, patch, charset);
      chunk.open(
          cursor.oldStart(), cursor.newStart(), Math.max(cursor.oldCount(), cursor.newCount()));
      while (cursor.nextLine()) {
        line(cursor, patch, charset);
      }
      chunk.close();
    }
    return any;
  }

  private void heading(PatchCursor cursor, byte[] patch, Charset charset) throws IOException {
    page.markup("<p class=h>@@ -").number(cursor.oldStart()).markup(",").number(cursor.oldCount());
    page.markup(" +").number(cursor.newStart()).markup(",").number(cursor.newCount());
    page.markup(" @@ ");
    page.text(patch, cursor.sectionStart(), withoutReturn(cursor, patch), charset).markup("</p>\n");
  }

  private static int withoutReturn(PatchCursor cursor, byte[] patch) {
    int end = cursor.sectionEnd();
    return end > cursor.sectionStart() && patch[end - 1] == '\r' ? end - 1 : end;
  }

  private void line(PatchCursor cursor, byte[] patch, Charset charset) throws IOException {
    if (cursor.kind() == '\\') {
      chunk.noNewline();
      return;
    }
    int end = cursor.lineEnd();
    boolean unfinished = end + 1 < patch.length && patch[end + 1] == '\\';
    chunk.line(cursor.kind(), patch, cursor.lineStart(), end, charset, unfinished);
  }
}
