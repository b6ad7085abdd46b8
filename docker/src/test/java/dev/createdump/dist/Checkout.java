package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A checkout with the real launcher over a build that only counts, in a directory with a space in
/// its name, and a machine without any JDK but those a test puts there.
final class Checkout {
  private static final List<String> TOOLS =
      List.of("sh", "find", "mkdir", "rm", "mv", "cat", "sleep", "readlink", "chmod", "cp");

  private static final String BUILD =
      """
      #!/bin/sh
      echo "built with $JAVA_HOME: $*" >>builds.txt
      if [ -e broken ]; then echo "it is broken"; exit 1; fi
      sleep 1
      mkdir -p docker/target/dist/bin
      cat >docker/target/dist/bin/create-dump <<'END'
      #!/bin/sh
      printf "ran %s" "$*"
      END
      chmod +x docker/target/dist/bin/create-dump
      """;

  final Path home;
  final Path root;
  private final Map<String, String> variables = new HashMap<>();

  Checkout(Path directory) throws IOException {
    this.home = directory;
    this.root = directory.resolve("a check out");
    Path launcher = Files.createDirectories(root.resolve("docker/launcher"));
    copy("create-dump", root);
    copy("docker/launcher/find-jdk.sh", launcher);
    executable(root.resolve("mvnw"), BUILD);
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.writeString(Files.createDirectories(root.resolve("core/src/main")).resolve("A.java"), "");
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (String tool : TOOLS) {
      executable(bin.resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
    }
    variables.put("PATH", bin.toString());
    variables.put(
        "CREATE_DUMP_JDKS", Files.createDirectories(directory.resolve("jdks")).toString());
  }

  private static void copy(String name, Path target) throws IOException {
    Path source = Path.of("..").resolve(name);
    executable(target.resolve(source.getFileName()), Files.readString(source));
  }

  private static Path find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(tool + " is not on the PATH"));
  }

  static void executable(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Puts something that looks like a JDK at a path below the home directory.
  Path jdk(String path, String version) throws IOException {
    Path jdk = home.resolve(path);
    executable(jdk.resolve("bin/java"), "#!/bin/sh\necho must not be asked; exit 9\n");
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\nexit 9\n");
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  Checkout with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /// A java on the PATH, by way of a link, as package managers put it there.
  Checkout onPath(Path jdk) throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("java-link"), jdk.resolve("bin/java"));
    Files.createSymbolicLink(home.resolve("bin/java"), link);
    return this;
  }

  Ran.Started start(Path directory, String command, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(List.of(arguments));
    return Ran.started(directory, variables, line);
  }

  Ran run(String... arguments) throws IOException, InterruptedException {
    return start(home, root.resolve("create-dump").toString(), arguments).end();
  }

  /// One line a build.
  List<String> builds() throws IOException {
    Path builds = root.resolve("builds.txt");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }
}
