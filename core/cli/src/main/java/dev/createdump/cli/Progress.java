package dev.createdump.cli;

import dev.createdump.engine.Events;

/// Draws how far the work is, on one line that is drawn again.
final class Progress implements Events {
  private static final int WIDTH = 30;

  private final Console console;
  private int drawn;
  private int lastPercent = -1;

  private Progress(Console console) {
    this.console = console;
  }

  /// When progress is drawn.
  enum When {
    auto,
    on,
    off
  }

  static Events of(Console console, When when, boolean quiet) {
    boolean draw = when == When.on || (when == When.auto && console.isTerminal() && !quiet);
    return draw ? new Progress(console) : Events.SILENT;
  }

  @Override
  public synchronized void step(Step step) {
    lastPercent = -1;
    draw(step.label() + " …");
  }

  @Override
  public synchronized void files(int done, int total) {
    int percent = total == 0 ? 100 : (int) (100L * done / total);
    if (percent == lastPercent) {
      return;
    }
    lastPercent = percent;
    int filled = WIDTH * percent / 100;
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    draw("scanning " + bar + " " + done + "/" + total);
  }

  /// Takes the line away, so that what follows starts on a clean one.
  synchronized void clear() {
    draw("");
    console.draw("\r");
  }

  private void draw(String text) {
    int length = text.length();
    console.draw("\r" + text + " ".repeat(Math.max(0, drawn - length)));
    drawn = length;
  }
}
