package dev.createdump.testkit.forge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a test planned to go wrong, and what was said so far. Safe from any thread.
final class Faults {
  private final List<Planned> planned = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();

  private record Planned(String method, Pattern path, Fault fault) {}

  void plan(String method, String pathPart, Fault fault) {
    plan(method, Pattern.compile(Pattern.quote(pathPart)), fault);
  }

  /// @param path is found somewhere in a request's path
  synchronized void plan(String method, Pattern path, Fault fault) {
    planned.add(new Planned(method, path, fault));
  }

  synchronized @Nullable Fault next(String method, String path) {
    for (Planned plan : planned) {
      if (plan.method().equals(method) && plan.path().matcher(path).find()) {
        planned.remove(plan);
        return plan.fault();
      }
    }
    return null;
  }

  synchronized void record(Exchange exchange) {
    exchanges.add(exchange);
  }

  /// How many requests there were with this method whose path the pattern is found in.
  synchronized long requests(String method, Pattern path) {
    return exchanges.stream()
        .filter(one -> one.method().equals(method) && path.matcher(one.path()).find())
        .count();
  }

  synchronized List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }
}
