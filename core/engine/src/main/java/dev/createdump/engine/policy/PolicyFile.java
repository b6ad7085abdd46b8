package dev.createdump.engine.policy;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.ConfigFile.UnreadableException;
import dev.createdump.engine.policy.PolicyKeys.OnUnreachable;
import dev.createdump.engine.policy.PolicyKeys.OnViolation;
import dev.createdump.engine.policy.TomlReader.SyntaxError;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A central policy, understood: what it says of itself, what it presets and what it enforces.
public final class PolicyFile {
  private static final List<String> TABLES = List.of("policy", "defaults", "enforce", "when");

  private final String uri;
  private final Values header;
  private final List<Part> parts;

  private PolicyFile(String uri, Values header, List<Part> parts) {
    this.uri = uri;
    this.header = header;
    this.parts = List.copyOf(parts);
  }

  /// What holds under one condition.
  record Part(Condition condition, List<Setting<?>> defaults, List<Demand> demands) {}

  /// Reads a policy.
  ///
  /// @param uri as people know it
  /// @param level how near it is: greater than that of every policy that it extends
  /// @throws Failure.Policy where anything is wrong, saying all of it
  public static PolicyFile of(String uri, byte[] bytes, int level) throws Failure.Policy {
    try {
      Problems problems = new Problems();
      PolicyFile file = parse(uri, ConfigFile.of("", uri, bytes).text(), level, problems);
      problems.failAsPolicy();
      return file;
    } catch (UnreadableException e) {
      throw new Failure.Policy("the policy " + uri + " " + e.getMessage(), "");
    }
  }

  /// @param uri as people know it
  /// @param problems receives what is wrong
  static PolicyFile parse(String uri, String text, int level, Problems problems) {
    TomlReader.Parsed parsed = TomlReader.parse(text);
    Problems own = new Problems();
    PolicyFile file = new Reading(uri, level, own).read(parsed.root());
    if (parsed.errors().isEmpty() && !own.none()) {
      List<Problem> ordered = new ArrayList<>(own.list());
      ordered.sort(Comparator.comparingInt(ParsedFile::lineOf));
      problems.addAll(ordered);
    }
    for (SyntaxError error : parsed.errors()) {
      Origin place = new Origin.InPolicy(uri, error.place().line(), error.place().column(), level);
      problems.add(place, "", Quote.plain(error.message(), 200));
    }
    return file;
  }

  public String uri() {
    return uri;
  }

  Values header() {
    return header;
  }

  public String version() {
    return header.get(PolicyKeys.VERSION);
  }

  public String owner() {
    return header.get(PolicyKeys.OWNER);
  }

  /// What people are told on a violation, with where to read more; empty where nothing is said.
  public String message() {
    String link = header.get(PolicyKeys.LINK);
    String message = header.get(PolicyKeys.MESSAGE);
    return message.isEmpty() || link.isEmpty() ? message + link : message + " " + link;
  }

  /// The last day on which it holds, in UTC.
  public LocalDate expires() {
    LocalDate day = Periods.dateOrNull(header.get(PolicyKeys.EXPIRES));
    return day == null ? LocalDate.MIN : day;
  }

  /// Whether a version of this tool is new enough for it.
  public boolean admits(String toolVersion) {
    return Versions.compare(toolVersion, minimumToolVersion()) >= 0;
  }

  public String minimumToolVersion() {
    return header.get(PolicyKeys.MINIMUM_TOOL_VERSION);
  }

  /// The URIs of the policies that hold too.
  public List<String> parents() {
    return header.get(PolicyKeys.EXTENDS);
  }

  public OnViolation onViolation() {
    return header.get(PolicyKeys.ON_VIOLATION);
  }

  /// How old the last copy may be where the policy cannot be reached; zero where it may not be
  /// taken.
  public Duration lastGoodFor() {
    return header.get(PolicyKeys.ON_UNREACHABLE) == OnUnreachable.LAST_GOOD
        ? Periods.of(header.get(PolicyKeys.MAX_AGE))
        : Duration.ZERO;
  }

  /// How long a copy is taken without asking for a newer one.
  public Duration freshFor() {
    return Periods.of(header.get(PolicyKeys.FRESH_FOR));
  }

  public boolean mentions() {
    return header.get(PolicyKeys.MENTIONS);
  }

  List<Part> parts() {
    return parts;
  }

  /// One reading of one policy.
  private record Reading(String uri, int level, Problems problems) {
    PolicyFile read(TomlNode.Table root) {
      Map<String, TomlNode> entries = root.entries();
      Values header = TableReader.rowOf(settings(entries.get("policy"), "policy.", header(), 0));
      List<Part> parts = new ArrayList<>();
      parts.add(part(Condition.ALWAYS, entries, "", 0));
      whens(entries.get("when"), parts);
      for (Map.Entry<String, TomlNode> entry : entries.entrySet()) {
        if (!TABLES.contains(entry.getKey())) {
          unknown(entry.getKey(), entry.getValue());
        }
      }
      return new PolicyFile(uri, header, parts);
    }

    private static Shape header() {
      return Shape.of(PolicyKeys.HEADER);
    }

    private Origin origin(int part) {
      return new Origin.InPolicy(uri, 0, 0, level * 1000 + part);
    }

    private void unknown(String name, TomlNode node) {
      String allowed = "policy, defaults, enforce, when";
      String meant = Suggest.closest(name, TABLES);
      for (Key<?> key : Keys.ALL) {
        if (meant.isEmpty() && key.section().equals(name)) {
          meant = "defaults." + name + " or enforce." + name;
        }
      }
      Place place = node.place();
      Origin at = origin(0).at(place.line(), place.column());
      problems.add(new Problem(at, Quote.plain(name, 60), "is unknown", allowed, meant));
    }

    private List<Setting<?>> settings(
        @Nullable TomlNode node, String prefix, Shape shape, int part) {
      TomlNode.Table table = table(node, prefix, part);
      return table == null
          ? List.of()
          : new TableReader(problems, origin(part), prefix).settings(table, shape, null);
    }

    private TomlNode.@Nullable Table table(@Nullable TomlNode node, String prefix, int part) {
      if (node == null || node instanceof TomlNode.Table) {
        return (TomlNode.Table) node;
      }
      Origin at = origin(part).at(node.place().line(), node.place().column());
      String name = prefix.substring(0, prefix.length() - 1);
      problems.add(new Problem(at, name, "is " + node.typeName(), "a table", ""));
      return null;
    }

    private Part part(Condition condition, Map<String, TomlNode> entries, String prefix, int i) {
      Shape keys = Shape.of(Keys.ALL);
      List<Setting<?>> defaults = settings(entries.get("defaults"), prefix + "defaults.", keys, i);
      TomlNode.Table enforce = table(entries.get("enforce"), prefix + "enforce.", i);
      List<Demand> demands =
          enforce == null
              ? List.of()
              : DemandReader.read(enforce, problems, origin(i), prefix + "enforce.");
      return new Part(condition, defaults, demands);
    }

    private void whens(@Nullable TomlNode node, List<Part> parts) {
      if (node == null) {
        return;
      }
      if (!(node instanceof TomlNode.Items items)) {
        Origin at = origin(0).at(node.place().line(), node.place().column());
        problems.add(
            new Problem(at, "when", "is " + node.typeName(), "a list of tables", "[[when]]"));
        return;
      }
      for (TomlNode item : items.values()) {
        int i = parts.size();
        String prefix = "when[" + (i - 1) + "].";
        TomlNode.Table table = table(item, prefix, i);
        if (table != null) {
          parts.add(part(condition(table, prefix, i), table.entries(), prefix, i));
        }
      }
    }

    /// A condition that asks nothing was meant to ask something.
    private Condition condition(TomlNode.Table table, String prefix, int i) {
      Map<String, TomlNode> asked = new LinkedHashMap<>(table.entries());
      asked.remove("defaults");
      asked.remove("enforce");
      Place place = table.place();
      Origin at = origin(i).at(place.line(), place.column());
      if (asked.isEmpty()) {
        String allowed = "repository, branch, event, fork";
        problems.add(
            new Problem(at, prefix.substring(0, prefix.length() - 1), "asks nothing", allowed, ""));
      }
      Values values =
          TableReader.rowOf(
              settings(new TomlNode.Table(asked, place), prefix, Shape.of(PolicyKeys.WHEN), i));
      boolean asksFork = values.byName().containsKey(PolicyKeys.WHEN_FORK.name());
      return new Condition(
          values.get(PolicyKeys.WHEN_REPOSITORY),
          values.get(PolicyKeys.WHEN_BRANCH),
          values.get(PolicyKeys.WHEN_EVENT),
          asksFork ? values.get(PolicyKeys.WHEN_FORK) : null);
    }
  }
}
