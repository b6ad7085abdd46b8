package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Random values and demands for a few keys of every kind, each as text and as a predicate over the
/// settings that is written down independently of the product.
final class RandomRules {
  /// A demand as a policy has it, and what it means.
  record Rule(String toml, Predicate<Settings> holds) {}

  /// A value as a file has it, and as a variable or flag has it.
  record Value(String key, String toml, String text) {}

  private record Numbers(String key, long unit, int top, Function<Settings, Long> read) {}

  private record Words(
      String key, List<String> all, boolean list, Function<Settings, List<String>> read) {}

  private static final List<Numbers> NUMBERS =
      List.of(
          new Numbers("output.max_file_size", 1024, 9, s -> s.output().maxFileSize()),
          new Numbers("source.rename_limit", 1, 9, s -> (long) s.source().renameLimit()));

  private static final List<Words> WORDS =
      List.of(
          new Words(
              "scan.fail_on",
              List.of("never", "secrets"),
              false,
              s -> List.of(s.scan().failOn().id())),
          new Words(
              "report.comment",
              List.of("auto", "never", "required"),
              false,
              s -> List.of(s.report().comment().id())),
          new Words(
              "output.formats",
              List.of("md", "json", "html", "patch"),
              true,
              s -> s.output().formats().stream().map(Format::id).toList()),
          new Words(
              "scan.todo_tags", List.of("TODO", "A", "B", "C"), true, s -> s.scan().todoTags()),
          new Words(
              "upload",
              List.of("file:///a", "file:///b", "s3://c/d"),
              true,
              s -> s.uploads().stream().map(UploadSettings::uri).toList()));

  private final RandomGenerator random;

  RandomRules(RandomGenerator random) {
    this.random = random;
  }

  Rule rule() {
    return random.nextInt(3) == 0 ? number() : word();
  }

  private Rule number() {
    Numbers of = NUMBERS.get(random.nextInt(NUMBERS.size()));
    long bound = of.unit() * random.nextInt(1, of.top());
    return switch (random.nextInt(4)) {
      case 0 -> new Rule(of.key() + " = " + bound, s -> of.read().apply(s) == bound);
      case 1 -> new Rule(of.key() + " = { min = " + bound + " }", s -> of.read().apply(s) >= bound);
      case 2 -> new Rule(of.key() + " = { max = " + bound + " }", s -> of.read().apply(s) <= bound);
      default ->
          new Rule(of.key() + " = { forbid = [" + bound + "] }", s -> of.read().apply(s) != bound);
    };
  }

  private Rule word() {
    Words of = WORDS.get(random.nextInt(WORDS.size()));
    Set<String> some = some(of.all());
    Function<Settings, Set<String>> read = s -> new HashSet<>(of.read().apply(s));
    String quoted = quoted(some);
    return switch (random.nextInt(of.list() ? 4 : 3)) {
      case 0 -> {
        if (!of.list()) {
          String one = some.iterator().next();
          yield new Rule(of.key() + " = '" + one + "'", s -> read.apply(s).equals(Set.of(one)));
        }
        String rows = of.key().equals("upload") ? rows(some) : quoted;
        yield new Rule(of.key() + " = " + rows, s -> read.apply(s).equals(some));
      }
      case 1 ->
          new Rule(
              of.key() + " = { one_of = " + quoted + " }", s -> some.containsAll(read.apply(s)));
      case 2 ->
          new Rule(
              of.key() + " = { forbid = " + quoted + " }",
              s -> read.apply(s).stream().noneMatch(some::contains));
      default ->
          new Rule(
              of.key() + " = { must_include = " + quoted + " }",
              s -> read.apply(s).containsAll(some));
    };
  }

  Value value() {
    if (random.nextInt(3) == 0) {
      Numbers of = NUMBERS.get(random.nextInt(NUMBERS.size()));
      String text = String.valueOf(of.unit() * random.nextInt(1, of.top()));
      return new Value(of.key(), of.key() + " = " + text, text);
    }
    Words of = WORDS.get(random.nextInt(WORDS.size()));
    Set<String> some = some(of.all());
    if (!of.list()) {
      String one = some.iterator().next();
      return new Value(of.key(), of.key() + " = '" + one + "'", one);
    }
    String toml = of.key().equals("upload") ? rows(some) : quoted(some);
    return new Value(of.key(), of.key() + " = " + toml, String.join(",", some));
  }

  private Set<String> some(List<String> all) {
    Set<String> some = new java.util.LinkedHashSet<>();
    do {
      some.add(all.get(random.nextInt(all.size())));
    } while (random.nextBoolean());
    return some;
  }

  private static String quoted(Set<String> words) {
    List<String> quoted = new ArrayList<>();
    words.forEach(word -> quoted.add("'" + word + "'"));
    return "[" + String.join(", ", quoted) + "]";
  }

  private static String rows(Set<String> uris) {
    List<String> rows = new ArrayList<>();
    uris.forEach(uri -> rows.add("{ uri = '" + uri + "' }"));
    return "[" + String.join(", ", rows) + "]";
  }
}
