package dev.createdump.cli;

import dev.createdump.engine.Events;

/// Says what the engine remarks, and draws how far the work is, on one line that is drawn again.
final class Progress implements Events {
  private static final int WIDTH = 30;

  private final Console console;
  private final boolean bar;
  private final boolean quiet;
  private int drawn;
  private int lastPercent = -1;

  private Progress(Console console, boolean bar, boolean quiet) {
    this.console = console;
    this.bar = bar;
    this.quiet = quiet;
  }

  /// When progress is drawn.
  enum When {
    auto,
    on,
    off
  }

  static Progress of(Console console, When when, boolean quiet) {
    boolean bar = when == When.on || (when == When.auto && console.isTerminal() && !quiet);
    return new Progress(console, bar, quiet);
  }

  @Override
  public synchronized void remark(String remark) {
    clear();
    if (!quiet) {
      console.say("note: " + Printable.line(remark));
    }
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
    if (bar) {
      console.draw("\r");
    }
  }

  private void draw(String text) {
    if (!bar) {
      return;
    }
    int length = text.length();
    console.draw("\r" + text + " ".repeat(Math.max(0, drawn - length)));
    drawn = length;
  }
}
