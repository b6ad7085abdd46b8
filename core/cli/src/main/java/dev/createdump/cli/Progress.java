package dev.createdump.cli;

import dev.createdump.engine.Events;
import org.jspecify.annotations.Nullable;
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
  private @Nullable Work current;
  private long workBegun;

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
    current = null;
    measures.phase(Telemetry.label(step));
    console.step(step.label());
    draw(step.label() + " …");
  }

  @Override
  public synchronized void files(Work work, int done, int total) {
    if (work != current) {
      current = work;
      workBegun = System.nanoTime();
      lastPercent = -1;
    }
    // Several threads tell of their own, and not always in order.
    int percent = total == 0 ? 100 : Math.clamp(100L * done / total, 0, 100);
    if (percent == lastPercent) {
      return;
    }
    lastPercent = percent;
    int filled = WIDTH * percent / 100;
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    draw(work.label() + " " + bar + " " + done + "/" + total + rate(done, total));
  }

  /// How fast it goes and how long it will take, once there is something to tell it from.
  private String rate(int done, int total) {
    double seconds = (System.nanoTime() - workBegun) / NANOS;
    if (seconds < 1 || done == 0) {
      return "";
    }
    double rate = done / seconds;
    return ", "
        + Math.round(rate)
        + "/s, "
        + Math.round(Math.max(0, total - done) / rate)
        + " s left";
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
