package dev.createdump.cli;

import dev.createdump.engine.bucket.ObservedStore;
import dev.createdump.spi.ObjectKey;
import java.util.Locale;
import picocli.CommandLine.ParseResult;

/// Draws how far an upload is: share, rate and time left, on one line that is drawn again.
final class Transfer implements ObservedStore.Listener, AutoCloseable {
  private static final long REDRAW_NANOS = 200_000_000;
  private static final double NANOS = 1e9;

  private final Console console;
  private final boolean draws;
  private long started;
  private long drawnAt;
  private int drawn;
  private String key = "";

  private Transfer(Console console, boolean draws) {
    this.console = console;
    this.draws = draws;
  }

  static Transfer of(Console console, ParseResult options) {
    Progress.When when = options.matchedOptionValue("--progress", Progress.When.auto);
    boolean quiet = options.hasMatchedOption("--quiet");
    return new Transfer(
        console,
        when == Progress.When.on || (when == Progress.When.auto && console.isTerminal() && !quiet));
  }

  @Override
  public synchronized void read(ObjectKey object, long position, long length) {
    if (!draws) {
      return;
    }
    long now = System.nanoTime();
    if (position == 0 || !object.value().equals(key)) {
      key = object.value();
      started = now;
    }
    if (now - drawnAt >= REDRAW_NANOS || position == length) {
      drawnAt = now;
      draw(line(position, length, (now - started) / NANOS));
    }
  }

  private String line(long position, long length, double seconds) {
    double rate = seconds > 0 ? position / seconds : 0;
    String left =
        rate > 0 ? String.format(Locale.ROOT, ", %.0f s left", (length - position) / rate) : "";
    return Printable.line(key)
        + " "
        + (length == 0 ? 100 : 100 * position / length)
        + String.format(Locale.ROOT, " %%, %.1f MiB/s", rate / (1 << 20))
        + left;
  }

  private void draw(String text) {
    console.draw("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
    drawn = text.length();
  }

  @Override
  public void close() {
    clear();
  }

  /// Takes the line away.
  synchronized void clear() {
    if (drawn > 0) {
      draw("");
      console.draw("\r");
      drawn = 0;
    }
  }
}
