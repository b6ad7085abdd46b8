package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.createdump.engine.base.Failure;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The numbers that scripts rely on. They are never renumbered, so they stand here once more.
class ExitCodesTest {
  private static final Map<StoreException.Code, Integer> STORED =
      Map.of(
          StoreException.Code.DENIED, 20,
          StoreException.Code.INVALID, 20,
          StoreException.Code.UNSUPPORTED, 20,
          StoreException.Code.UNKNOWN, 20,
          StoreException.Code.THROTTLED, 21,
          StoreException.Code.UNAVAILABLE, 21,
          StoreException.Code.ALREADY_EXISTS, 22,
          StoreException.Code.NOT_FOUND, 23,
          StoreException.Code.CORRUPT, 24);

  static Stream<Arguments> failures() {
    IOException cause = new IOException("x");
    Stream<Arguments> plain =
        Stream.of(
            arguments(new Failure.Usage("m", "h"), 2),
            arguments(new Failure.Policy("m", "h"), 11),
            arguments(new Failure.Source("m", "h"), 12),
            arguments(new Failure.Scan("m", "h"), 13),
            arguments(new Failure.Output("m", "h", cause), 20),
            arguments(new Failure.Missing("m", "h"), 23),
            arguments(new Failure.Corrupt("m", "h"), 24),
            arguments(new Failure.Publish("m", "h"), 25),
            arguments(
                new Failure.Publish(new ForgeException(ForgeException.Code.DENIED, "m", null), "h"),
                25),
            arguments(new Failure.Cancelled(), 130));
    Stream<Arguments> stored =
        Arrays.stream(StoreException.Code.values())
            .map(
                code ->
                    arguments(
                        new Failure.Stored(new StoreException(code, "s", "m", null), "h"),
                        STORED.get(code)));
    return Stream.concat(plain, stored);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasItsCode(Failure failure, int code) {
    assertThat(ExitCodes.of(failure)).isEqualTo(code);
  }

  @Test
  void everyKindOfFailureIsInTheTable() {
    List<Class<?>> kinds = failures().<Class<?>>map(f -> f.get()[0].getClass()).distinct().toList();
    assertThat(kinds).containsExactlyInAnyOrder(Failure.class.getPermittedSubclasses());
  }

  @Test
  void theReadmeListsEveryCode() throws IOException {
    String readme = Files.readString(Path.of("..", "..", "README.md"));
    String section = readme.substring(readme.indexOf("## Exit codes"));
    TreeSet<Integer> listed = new TreeSet<>();
    Pattern.compile("(?m)\\|\\s*`?(\\d+)`?\\s*\\|")
        .matcher(section)
        .results()
        .forEach(row -> listed.add(Integer.valueOf(row.group(1))));
    assertThat(listed).contains(0, 1, 10);
    failures().forEach(failure -> assertThat(listed).contains((Integer) failure.get()[1]));
  }
}
