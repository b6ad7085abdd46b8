package dev.createdump.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A server that a script of the tests starts and that says how to reach it, as `NAME=VALUE` a
/// line. It serves until its input ends, which the end of this process is.
final class ServedS3 {
  private static final int NOT_INSTALLED = 69;

  private ServedS3() {}

  /// Starts one; the test is skipped where its programs are not installed.
  ///
  /// @param directory where below the tests' sources its script lies
  /// @return what it said
  static Map<String, String> start(String directory) throws Exception {
    Process process =
        new ProcessBuilder(Path.of("src", "test", directory, "serve").toAbsolutePath().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, String> said = new HashMap<>();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int equals = line.indexOf('=');
      said.put(line.substring(0, equals), line.substring(equals + 1));
      if (said.containsKey("ready")) {
        return said;
      }
    }
    assumeTrue(process.waitFor() != NOT_INSTALLED, directory + " is not installed");
    throw new IllegalStateException(directory + " does not start; see above");
  }
}
