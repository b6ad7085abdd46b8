package dev.createdump.cli;

import dev.createdump.engine.Events;
import picocli.CommandLine.ParseResult;

/// Says what the engine remarks, and draws how far the work is, on one line that is drawn again.
final class Progress implements Events {
  private static final int WIDTH = 30;

  private static final double NANOS = 1e9;

  private final Console console;
  private final Measures measures;
  private final boolean bar;
  private final boolean quiet;
  private int drawn;
  private int lastPercent = -1;
  private long stepBegun;

  private Progress(Console console, Measures measures, boolean bar, boolean quiet) {
    this.console = console;
    this.measures = measures;
    this.bar = bar;
    this.quiet = quiet;
  }

  /// When progress is drawn.
  enum When {
    auto,
    on,
    off
  }

  static Progress of(Session session, ParseResult options) {
    Console console = session.console();
    When when = options.matchedOptionValue("--progress", When.auto);
    boolean quiet = options.hasMatchedOption("--quiet");
    boolean bar = when == When.on || (when == When.auto && console.isTerminal() && !quiet);
    return new Progress(console, session.measures(), bar && !console.saysInJson(), quiet);
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
    stepBegun = System.nanoTime();
    measures.phase(Telemetry.label(step));
    console.step(step.label());
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
    draw("scanning " + bar + " " + done + "/" + total + rate(done, total));
  }

  /// How fast it goes and how long it will take, once there is something to tell it from.
  private String rate(int done, int total) {
    double seconds = (System.nanoTime() - stepBegun) / NANOS;
    if (seconds < 1 || done == 0) {
      return "";
    }
    double rate = done / seconds;
    return ", " + Math.round(rate) + "/s, " + Math.round((total - done) / rate) + " s left";
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
