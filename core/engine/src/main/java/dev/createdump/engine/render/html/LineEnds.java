package dev.createdump.engine.render.html;

import java.io.IOException;

/// Shows how lines end where they do not all end alike: the first line of a file's patch sets what
/// is usual there, and every line that ends otherwise is marked.
final class LineEnds {
  private boolean known;
  private boolean carriageReturns;

  void write(Page page, boolean carriageReturn) throws IOException {
    if (!known) {
      known = true;
      carriageReturns = carriageReturn;
    } else if (carriageReturn != carriageReturns) {
      if (carriageReturn) {
        page.label("CR", "the line ends with carriage return and line feed");
      } else {
        page.label("LF", "the line ends with line feed alone");
      }
    }
  }
}
