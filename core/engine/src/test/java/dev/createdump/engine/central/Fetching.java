package dev.createdump.engine.central;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.policy.PolicySource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One fetch of a policy, with its environment.
final class Fetching {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final Map<String, String> variables = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private Duration deadline = Duration.ofSeconds(10);
  private Instant now = NOW;
  private Supplier<Stores> stores = () -> Stores.find(Fetching.class.getClassLoader());

  Fetching(Path dir) {
    variables.put("PATH", System.getenv("PATH"));
    variables.put("CREATE_DUMP_CACHE_DIR", dir.resolve("cache").toString());
  }

  Fetching with(String name, Object value) {
    variables.put(name, value.toString());
    return this;
  }

  Fetching within(Duration other) {
    deadline = other;
    return this;
  }

  Fetching at(Instant other) {
    now = other;
    return this;
  }

  Fetching stores(Supplier<Stores> others) {
    stores = others;
    return this;
  }

  PolicySource fetch(String uri) throws Failure {
    Environment environment = new Environment(variables);
    Access access = Access.of(environment).within(deadline);
    notes.clear();
    try (PolicyLoader loader = new PolicyLoader(environment, access, stores, now)) {
      PolicySource source = loader.load(PolicyUri.parse(uri), 0, true);
      notes.addAll(loader.notes());
      return source;
    }
  }

  CentralPolicies.Loaded chain(String uri) throws Failure {
    return CentralPolicies.loadOne(uri, new Environment(variables), stores, "1.2.3", now);
  }

  List<String> notes() {
    return notes;
  }
}
