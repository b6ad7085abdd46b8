package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What others wrote and we ship, and in which jar of ours: `docker/runtime-deps.txt`.
///
/// ```text
/// [create-dump]
/// group:artifact:version
/// [s3]
/// group:artifact:version
/// [sigstore] apart
/// group:artifact:version
/// ```
///
/// A section names a jar of the distribution, which is on the class path unless it lies apart. A
/// module of ours goes into the section of its name, and where there is none into the first.
///
/// @param sections the jar of each dependency, by `artifact-version.jar`
/// @param names the sections in their order
/// @param classPath those of them that are on the class path
record DependencyList(
    Map<String, String> sections,
    List<String> names,
    List<String> classPath,
    TreeSet<String> listed) {
  private static final String OURS = "dev.createdump:";

  /// A line of `dependency:list`, such as `   org.slf4j:slf4j-api:jar:2.0.18:runtime -- module x`.
  private static final Pattern LINE =
      Pattern.compile("\\s+([^:\\s]+:[^:\\s]+):jar:([^:\\s]+):[a-z]+(?:\\s.*)?");

  private static final Pattern OUR_JAR = Pattern.compile("create-dump-([a-z0-9]+)-[0-9].*\\.jar");

  static DependencyList read(Path checkedIn) throws IOException {
    Map<String, String> sections = new TreeMap<>();
    List<String> names = new ArrayList<>();
    List<String> classPath = new ArrayList<>();
    TreeSet<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(checkedIn)) {
      if (line.startsWith("[")) {
        names.add(line.substring(1, line.indexOf(']')));
        if (!line.endsWith("] apart")) {
          classPath.add(names.getLast());
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(":", -1);
        sections.put(parts[1] + "-" + parts[2] + ".jar", names.getLast());
        listed.add(line);
      }
    }
    return new DependencyList(sections, names, classPath, listed);
  }

  /// The section that a jar goes into.
  ///
  /// @param jar its file name
  String section(String jar) {
    Matcher ours = OUR_JAR.matcher(jar);
    if (ours.matches() && names.contains(ours.group(1))) {
      return ours.group(1);
    }
    return sections.getOrDefault(jar, names.getFirst());
  }

  /// Fails, with what to write, where what is shipped is not what is listed.
  ///
  /// @param report the file that `dependency:list` wrote
  void mustEqual(Path report) throws IOException {
    TreeSet<String> shipped = new TreeSet<>();
    for (String line : Files.readAllLines(report)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && !matcher.group(1).startsWith(OURS)) {
        shipped.add(matcher.group(1) + ":" + matcher.group(2));
      }
    }
    TreeSet<String> missing = new TreeSet<>(shipped);
    missing.removeAll(listed);
    TreeSet<String> extra = new TreeSet<>(listed);
    extra.removeAll(shipped);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      throw new IllegalStateException(
          "docker/runtime-deps.txt does not list what is shipped. If the change is meant, add, under"
              + " the jar that it is to go into:\n"
              + String.join("\n", missing)
              + "\nand remove:\n"
              + String.join("\n", extra));
    }
  }
}
