package dev.createdump.cli;

import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.retention.CleanPlan;
import dev.createdump.engine.retention.CleanPlan.Fate;
import java.nio.file.Path;

/// Tells what becomes of dumps, before and after.
final class CleanResult {
  private CleanResult() {}

  /// Says the plan.
  static void say(Console console, CleanPlan plan) {
    for (CleanPlan.Dump dump : plan.dumps()) {
      line(console, place(plan, dump), dump.fate(), dump.reason());
    }
    for (CleanPlan.Other other : plan.others()) {
      line(console, other.path(), other.fate(), other.reason());
    }
  }

  private static void line(Console console, String what, Fate fate, String reason) {
    String label =
        fate == Fate.KEEP
            ? fate.label()
            : console.paint(fate == Fate.LEFT ? "31" : "33", fate.label());
    console.say("  " + label + " " + shown(what) + (reason.isEmpty() ? "" : ": " + shown(reason)));
  }

  private static String place(CleanPlan plan, CleanPlan.Dump dump) {
    Path place = plan.directory().relativize(dump.dump().directory());
    return place.resolve(dump.dump().name()).toString();
  }

  private static String shown(String text) {
    return Printable.line(Redactor.standalone(text).value());
  }

  /// Says how it ended.
  static void end(Console console, CleanPlan plan, CleanPlan result, boolean done) {
    for (int i = 0; i < result.dumps().size(); i++) {
      CleanPlan.Dump dump = result.dumps().get(i);
      if (dump.fate() != plan.dumps().get(i).fate()) {
        line(console, place(plan, dump), dump.fate(), dump.reason());
      }
    }
    for (int i = 0; i < result.others().size(); i++) {
      CleanPlan.Other other = result.others().get(i);
      if (other.fate() != plan.others().get(i).fate()) {
        line(console, other.path(), other.fate(), other.reason());
      }
    }
    long gone = result.dumps().stream().filter(d -> d.fate() == Fate.DELETE).count();
    String words = gone + (gone == 1 ? " dump, " : " dumps, ") + result.freed() + " bytes";
    console.say(
        done
            ? words + " deleted"
            : result.isEmpty()
                ? "nothing to do"
                : words + " would be deleted; with --yes they are");
  }

  /// Prints the dumps that go.
  static void print(Console console, CleanPlan plan) {
    for (CleanPlan.Dump dump : plan.dumps()) {
      if (dump.fate() == Fate.DELETE) {
        console.result(shown(dump.dump().directory().resolve(dump.dump().name()).toString()));
      }
    }
  }
}
