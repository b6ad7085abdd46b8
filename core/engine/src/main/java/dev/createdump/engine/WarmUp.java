package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.language.Languages;
import dev.createdump.engine.scan.RuleSet;

/// Loads what every dump will need, while the command line and the configuration are still read: a
/// fifth of a short run would else be spent in waiting for it. Changes nothing but the time.
public final class WarmUp {
  private WarmUp() {}

  /// Starts to load, and returns at once.
  public static void start() {
    Thread thread = new Thread(WarmUp::load, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    // Java asks for it when it has started its first process, and looks into every jar for another
    // kind of logger.
    System.getLogger("java.lang.ProcessBuilder");
    RuleSet.standard();
    Languages.load();
    Digests.newSha256();
  }
}
