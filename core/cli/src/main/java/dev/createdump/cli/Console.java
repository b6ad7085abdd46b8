package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.redact.Proof;
import dev.createdump.engine.redact.Redactor;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the product speaks: results on one stream, talk to people on the other. Always UTF-8,
/// always line feeds.
final class Console {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final boolean colours;
  private volatile boolean muted;
  private volatile Proof proof = Proof.NOTHING_FOUND;
  private volatile boolean leaked;
  private volatile boolean json;

  /// @param in standard input, for commands that read it
  /// @param terminal whether people watch standard error on a terminal
  Console(
      InputStream in,
      OutputStream out,
      OutputStream err,
      boolean terminal,
      Environment environment) {
    this.in = in;
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.terminal = terminal;
    this.colours =
        terminal && environment.get("NO_COLOR").isEmpty() && !environment.is("TERM", "dumb");
  }

  /// The process's own streams. The launcher, which can tell for free, says whether standard error
  /// is a terminal.
  static Console ofProcess(Environment environment) {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Boolean.getBoolean("createdump.terminal"),
        environment);
  }

  /// Standard input.
  InputStream input() {
    return in;
  }

  /// From here on nothing leaves that holds what a run found.
  void under(Proof found) {
    proof = found;
  }

  /// Whether something was held back that had to be.
  boolean leaked() {
    return leaked;
  }

  private boolean passes(String text) {
    boolean clear = !proof.leaks(text.getBytes(StandardCharsets.UTF_8));
    leaked |= !clear;
    return clear;
  }

  /// Writes a line of a result.
  void result(String line) {
    resultText(line + "\n");
  }

  /// Writes a whole result that ends its own lines.
  void resultText(String text) {
    if (passes(text)) {
      out.print(text);
    }
  }

  /// From here on what is said is one JSON object a line.
  void sayInJson() {
    json = true;
  }

  /// Whether what is said is read by programs.
  boolean saysInJson() {
    return json;
  }

  /// Says something to people.
  void say(String line) {
    draw(line + "\n");
  }

  /// Says something without ending the line, such as a bar that is drawn again.
  void draw(String text) {
    if (json) {
      // Bars are for eyes.
      if (text.indexOf('\r') < 0 && passes(text)) {
        text.lines().filter(line -> !line.isBlank()).map(JsonLog::said).forEach(this::write);
      }
    } else {
      write(text);
    }
  }

  /// A step of the work begins, which only programs are told.
  void step(String label) {
    if (json) {
      write(JsonLog.step(label));
    }
  }

  /// The run ends, which only programs are told.
  void end(int code) {
    if (json) {
      write(JsonLog.ended(code));
    }
  }

  private void write(String text) {
    if (!muted && passes(text)) {
      err.print(text);
      err.flush();
    }
  }

  /// Says nothing more to people.
  void mute() {
    muted = true;
  }

  /// Names a failure: what, why, what to do next. It may repeat what a file or a server said, which
  /// nobody has scanned.
  void fail(String message, String hint) {
    String safe = Printable.lines(Redactor.standalone(message).value());
    if (json) {
      write(JsonLog.failed(safe, Printable.lines(hint)));
      return;
    }
    say(paint("31", "error:") + " " + safe);
    if (!hint.isEmpty()) {
      say(paint("36", " hint:") + " " + Printable.lines(hint));
    }
  }

  /// Colours a text where colours are wanted.
  ///
  /// @param code the parameter of the Select Graphic Rendition sequence (ECMA-48)
  String paint(String code, String text) {
    return colours && !json ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  boolean isTerminal() {
    return terminal;
  }

  boolean hasColours() {
    return colours;
  }

  /// Whether the reader of the results went away, as `head` does.
  boolean isBroken() {
    return out.checkError();
  }

  /// Whether everything written so far arrived.
  boolean flush() {
    err.flush();
    return !out.checkError();
  }
}
