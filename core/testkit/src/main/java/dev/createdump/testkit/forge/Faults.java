package dev.createdump.testkit.forge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a test planned to go wrong, and what was said so far. Safe from any thread.
final class Faults {
  private final List<Planned> planned = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();

  private record Planned(String method, String pathPart, Fault fault) {}

  synchronized void plan(String method, String pathPart, Fault fault) {
    planned.add(new Planned(method, pathPart, fault));
  }

  synchronized @Nullable Fault next(String method, String path) {
    for (Planned plan : planned) {
      if (plan.method().equals(method) && path.contains(plan.pathPart())) {
        planned.remove(plan);
        return plan.fault();
      }
    }
    return null;
  }

  synchronized void record(Exchange exchange) {
    exchanges.add(exchange);
  }

  synchronized List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }
}
