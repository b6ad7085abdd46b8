package dev.createdump.cli;

import java.util.ArrayList;
import java.util.List;

/// Runs several command lines in one process, for the start-up cache: it keeps what one process
/// loaded, and help, configuration and dumps load different things.
public final class Rehearsal {
  private Rehearsal() {}

  /// Command lines, separated by commas that stand alone. Ends with the first exit code that says
  /// more than "done".
  public static void main(String[] args) {
    List<String> line = new ArrayList<>();
    for (int i = 0; i <= args.length; i++) {
      if (i < args.length && !args[i].equals(",")) {
        line.add(args[i]);
        continue;
      }
      int code = Main.run(line.toArray(String[]::new));
      if (code != ExitCodes.DONE) {
        System.exit(code);
      }
      line.clear();
    }
  }
}
