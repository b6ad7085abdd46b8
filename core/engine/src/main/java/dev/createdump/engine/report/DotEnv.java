package dev.createdump.engine.report;

import dev.createdump.engine.Outcome;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The outputs of a run as variables for the jobs that follow, in the form that GitLab reads
/// (`artifacts:reports:dotenv`): one `NAME=value` a line, without quotes, comments or empty lines,
/// below 5 KB in all.
///
/// The names begin with `DUMP_`, as `CREATE_DUMP_` is what configures a run. GitLab expands dollar
/// signs in values and knows no line ends in them, so a value with either is left out.
final class DotEnv {
  private static final int MOST_BYTES = 4_096;

  private DotEnv() {}

  static String of(Outcome.Result result, @Nullable URI comment) {
    Map<String, String> outputs = new TreeMap<>(Reporter.outputs(result, comment));
    outputs.put("uri", manifest(outputs.getOrDefault("uris", "")));
    outputs.remove("uris");
    outputs.remove("paths");
    StringBuilder text = new StringBuilder();
    outputs.forEach(
        (name, value) -> {
          String line = "DUMP_" + variable(name) + "=" + value + "\n";
          if (isPlain(value) && text.length() + line.length() <= MOST_BYTES) {
            text.append(line);
          }
        });
    return text.toString();
  }

  /// What the first store calls the manifest, which names everything else.
  private static String manifest(String uris) {
    return uris.lines().filter(uri -> uri.endsWith(Reporter.MANIFEST)).findFirst().orElse("");
  }

  private static String variable(String output) {
    String plain = output.startsWith("dump-") ? output.substring("dump-".length()) : output;
    return plain.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }

  private static boolean isPlain(String value) {
    return value.chars().allMatch(c -> c > 0x1f && c < 0x7f && c != '$');
  }
}
