package dev.createdump.engine;

import java.nio.file.Path;

/// Runs the flow in a process of its own: `REPOSITORY OUT BASE HEAD FORMAT...`.
final class FlowMain {
  private FlowMain() {}

  public static void main(String[] arguments) throws Exception {
    String[] formats = new String[arguments.length - 4];
    System.arraycopy(arguments, 4, formats, 0, formats.length);
    new Flow(Path.of(arguments[0]), Path.of(arguments[1]))
        .between(arguments[2], arguments[3])
        .set("output.formats", formats)
        .run();
  }

  /// A process that runs it.
  static ProcessBuilder child(String jvmOption, Job run) {
    java.util.List<String> command =
        new java.util.ArrayList<>(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                jvmOption,
                "-cp",
                System.getProperty("java.class.path"),
                FlowMain.class.getName(),
                run.repository().toString(),
                run.out().toString(),
                run.base(),
                run.head()));
    command.addAll(run.formats());
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /// What a child does.
  record Job(Path repository, Path out, String base, String head, java.util.List<String> formats) {}
}
