package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// A parser that knows the typed options alone reads what the one that knows all would read.
class TypedTest {
  private static final long SEED = 20261121L;

  private static Command command(String name) {
    return Commands.find(name).orElseThrow().command().get();
  }

  private static Map<String, Object> read(ParseResult parsed) {
    Map<String, Object> values = new HashMap<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      values.put(option.longestName(), parsed.matchedOptionValue(option.longestName(), null));
    }
    if (parsed.hasSubcommand()) {
      values.put(parsed.subcommand().commandSpec().name(), read(parsed.subcommand()));
    }
    return values;
  }

  private static void add(List<String> words, OptionSpec option, SplittableRandom random) {
    String name = option.names()[random.nextInt(option.names().length)];
    String value = value(option, random);
    if (option.negatable() && random.nextBoolean()) {
      words.add("--no-" + name.substring(2));
    } else if (option.arity().max() == 0) {
      words.add(name);
    } else if (random.nextBoolean() && name.startsWith("--")) {
      words.add(name + "=" + value);
    } else {
      words.add(name);
      words.add(value);
    }
  }

  private static String value(OptionSpec option, SplittableRandom random) {
    Object[] choices = option.type().getEnumConstants();
    if (choices != null) {
      return choices[random.nextInt(choices.length)].toString();
    }
    String number = String.valueOf(random.nextInt(100));
    return option.type() == Integer.class ? number : "a=" + number;
  }

  @ParameterizedTest
  @ValueSource(strings = {"diff", "ci", "single"})
  void readsTheSame(String name) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<OptionSpec> all = command(name).spec().options();
    for (int run = 0; run < 300; run++) {
      List<String> words = new ArrayList<>();
      if (name.equals("ci") && random.nextBoolean()) {
        words.add(random.nextBoolean() ? "collect" : "publish");
      }
      List<OptionSpec> left = new ArrayList<>(all);
      for (int i = random.nextInt(6); i > 0; i--) {
        add(words, left.remove(random.nextInt(left.size())), random);
      }
      String[] arguments = words.toArray(String[]::new);
      Typed typed = Typed.of(arguments);
      assertThat(typed.isPlain()).as("%s", words).isTrue();
      assertThat(read(Parsers.of(name, command(name).spec(typed)).parseArgs(arguments)))
          .as("seed %d, %s", SEED, words)
          .isEqualTo(read(Parsers.of(name, command(name).spec()).parseArgs(arguments)));
    }
  }

  @Test
  void whatAsksForMoreIsLeftToTheParserThatKnowsAll() {
    assertThat(Typed.of("-qv").isPlain()).isFalse();
    assertThat(Typed.of("--json", "--help").isPlain()).isFalse();
    assertThat(Typed.of("-q", "--json", "-").isPlain()).isTrue();
  }

  @Test
  void aWrongOptionIsExplainedByAllOfThem() {
    Invocation.Result result = Invocation.in().run("diff", "--jsn");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("--json");
  }
}
