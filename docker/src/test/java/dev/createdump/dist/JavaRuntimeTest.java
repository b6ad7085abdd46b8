package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/// The modules that the runtime is made of are those that the jars refer to, no more and no fewer.
final class JavaRuntimeTest {
  private static final Path LIST = Path.of("modules.txt");
  private static final Path LIB = Path.of("target/dist/lib");
  private static final Pattern ARROW = Pattern.compile("-> ((?:java|jdk)\\.[a-z.]+)");

  @Test
  void theListIsWhatTheJarsReferTo() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(LIST)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        listed.add(line.replaceFirst("^- ", "").split(" ", 2)[0]);
      }
    }
    assertThat(referred()).isEqualTo(listed);
  }

  @Test
  void theRuntimeHasThemAndWhatTheyNeed() throws Exception {
    Ran ran =
        Ran.of(
            Path.of("."),
            System.getenv(),
            List.of("target/self/runtime/bin/java", "--list-modules"));
    Set<String> linked = new TreeSet<>();
    ran.out().lines().forEach(line -> linked.add(line.split("@", 2)[0]));
    assertThat(linked).containsAll(JavaRuntime.modules(LIST));
    linked.removeAll(JavaRuntime.modules(LIST));
    // Of java.naming and java.sql.
    assertThat(linked).containsExactly("java.security.sasl", "java.transaction.xa");
  }

  private static Set<String> referred() throws IOException {
    List<String> jars = new ArrayList<>();
    for (Path file : Trees.list(LIB)) {
      if (file.toString().endsWith(".jar")) {
        jars.add(file.toString());
      }
    }
    List<String> arguments = new ArrayList<>(List.of("-s", "--ignore-missing-deps"));
    arguments.addAll(List.of("--multi-release", "25", "--class-path", String.join(":", jars)));
    arguments.addAll(jars);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, arguments.toArray(String[]::new));
    Set<String> modules = new TreeSet<>();
    Matcher arrow = ARROW.matcher(said.toString());
    while (arrow.find()) {
      modules.add(arrow.group(1));
    }
    return modules;
  }
}
