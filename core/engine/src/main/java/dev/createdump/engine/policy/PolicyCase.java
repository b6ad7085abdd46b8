package dev.createdump.engine.policy;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.ConfigFile.UnreadableException;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One example that a policy is tried on: what is given, and what is expected of it.
///
/// ```toml
/// [given]
/// repository = "acme/web"
/// event = "pull_request"
/// fork = true
/// on_violation = "fail"
/// [given.config.scan]
/// secrets = false
/// [given.env]
/// CREATE_DUMP_SCAN_TODOS = "off"
/// [expect]
/// violates = ["scan.secrets"]
/// [expect.values]
/// "scan.fail_on" = "secrets"
/// ```
public final class PolicyCase {
  private static final List<String> GIVEN =
      List.of("repository", "branch", "event", "fork", "on_violation", "config", "env");

  private final String name;
  private final Problems problems = new Problems();
  private final List<Setting<?>> config = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<Key<?>, Object> values = new LinkedHashMap<>();
  private final TreeSet<String> violates = new TreeSet<>();
  private Facts facts = Facts.NONE;
  private OnViolation onViolation = OnViolation.UNSAID;

  private PolicyCase(String name) {
    this.name = name;
  }

  /// Reads a case.
  ///
  /// @throws Failure.Policy where it is none, saying all that is wrong
  public static PolicyCase read(Path file) throws Failure {
    String shown = Quote.plain(file.toString(), 300);
    PolicyCase read = new PolicyCase(shown);
    try {
      TomlReader.Parsed parsed = TomlReader.parse(ConfigFile.read(file, shown).text());
      for (TomlReader.SyntaxError error : parsed.errors()) {
        read.wrong(error.place(), "", Quote.plain(error.message(), 200));
      }
      read.root(parsed.root());
    } catch (UnreadableException e) {
      read.wrong(Place.WHOLE, "", String.valueOf(e.getMessage()));
    }
    read.problems.failIfAny();
    return read;
  }

  private void wrong(Place place, String key, String what) {
    problems.add(new Origin.InFile(name, place.line(), place.column()), key, what);
  }

  private TomlNode.@Nullable Table table(TomlNode.Table parent, String prefix, String child) {
    TomlNode node = parent.entries().get(child);
    if (node == null || node instanceof TomlNode.Table) {
      return (TomlNode.Table) node;
    }
    wrong(node.place(), prefix + child, "is no table");
    return null;
  }

  private void known(TomlNode.Table table, String prefix, List<String> names) {
    for (Map.Entry<String, TomlNode> entry : table.entries().entrySet()) {
      if (!names.contains(entry.getKey())) {
        String allowed = String.join(", ", names);
        String unknown = prefix + Quote.plain(entry.getKey(), 60);
        wrong(entry.getValue().place(), unknown, "is unknown (allowed: " + allowed + ")");
      }
    }
  }

  private void root(TomlNode.Table root) {
    known(root, "", List.of("given", "expect"));
    TomlNode.Table given = table(root, "", "given");
    if (given != null) {
      given(given);
    }
    TomlNode.Table expect = table(root, "", "expect");
    if (expect == null) {
      wrong(root.place(), "expect", "is missing: a case that expects nothing proves nothing");
    } else {
      expect(expect);
    }
  }

  private void given(TomlNode.Table given) {
    known(given, "given.", GIVEN);
    String event = text(given, "event");
    facts =
        new Facts(
            text(given, "repository"),
            text(given, "branch"),
            event == null ? "none" : event,
            given.entries().get("fork") instanceof TomlNode.Bool fork && fork.value());
    onViolation = "apply".equals(text(given, "on_violation")) ? OnViolation.APPLY : onViolation;
    TomlNode.Table settings = table(given, "given.", "config");
    if (settings != null) {
      Origin origin = new Origin.InFile(name, 0, 0);
      TableReader reader = new TableReader(problems, origin, "");
      config.addAll(reader.settings(settings, Shape.of(Keys.ALL), null));
    }
    TomlNode.Table variables = table(given, "given.", "env");
    if (variables != null) {
      for (String variable : variables.entries().keySet()) {
        String value = text(variables, variable);
        environment.put(variable, value == null ? "" : value);
      }
    }
  }

  private @Nullable String text(TomlNode.Table table, String key) {
    TomlNode node = table.entries().get(key);
    if (node == null || node instanceof TomlNode.Text) {
      return node == null ? null : ((TomlNode.Text) node).value();
    }
    wrong(node.place(), Quote.plain(key, 60), "is no string");
    return null;
  }

  private void expect(TomlNode.Table expect) {
    known(expect, "expect.", List.of("violates", "values"));
    TomlNode listed = expect.entries().get("violates");
    if (listed instanceof TomlNode.Items items) {
      for (TomlNode item : items.values()) {
        if (item instanceof TomlNode.Text text && Keys.find(text.value()) != null) {
          violates.add(text.value());
        } else {
          wrong(item.place(), "expect.violates", "names no key");
        }
      }
    } else if (listed != null) {
      wrong(listed.place(), "expect.violates", "is no list of keys");
    }
    TomlNode.Table wanted = table(expect, "expect.", "values");
    for (Map.Entry<String, TomlNode> entry :
        wanted == null ? Map.<String, TomlNode>of().entrySet() : wanted.entries().entrySet()) {
      Key<?> key = Keys.find(entry.getKey());
      if (key == null) {
        String unknown = "expect.values." + Quote.plain(entry.getKey(), 60);
        wrong(entry.getValue().place(), unknown, "is no key; write it as \"scan.fail_on\"");
        continue;
      }
      Sink sink = new Sink(problems, key.name(), new Origin.InFile(name, 0, 0));
      Object value = key.type().fromNode(entry.getValue(), sink);
      if (value != null) {
        values.put(key, value);
      }
    }
  }

  public String name() {
    return name;
  }

  /// Tries policies on it.
  ///
  /// @return what is otherwise than expected; empty where nothing is
  public List<String> run(Central policies) {
    Central central = new Central(policies.sources(), facts, onViolation);
    Layers layers = new Layers();
    layers.addAll(config);
    layers.addAll(central.defaults());
    List<String> differences = new ArrayList<>();
    Problems bad = new Problems();
    new TextLayers(layers, bad).environment(new Environment(environment));
    bad.list().forEach(problem -> differences.add(problem.describe()));
    Problems violations = new Problems();
    Resolved resolved = layers.resolve(List.of(), new Enforcement(central, violations));
    TreeSet<String> violated = new TreeSet<>();
    for (Problem problem : violations.list()) {
      violated.add(problem.key());
      if (!violates.contains(problem.key())) {
        differences.add("unexpected: " + problem.describe());
      }
    }
    for (String key : violates) {
      if (!violated.contains(key)) {
        differences.add(key + " is allowed, and expected to be refused");
      }
    }
    for (ResolvedValue value : resolved.values()) {
      Object wanted = values.get(value.key());
      if (wanted != null && !wanted.equals(value.value())) {
        String is = TomlText.of(value.value()) + " from " + value.origin().describe();
        differences.add(
            value.key().name() + " is " + is + ", and expected to be " + TomlText.of(wanted));
      }
    }
    return differences;
  }
}
