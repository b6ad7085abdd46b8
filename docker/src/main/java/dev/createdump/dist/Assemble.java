package dev.createdump.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Lays the distribution out: `bin`, `lib`, and the start-up cache beside the jars.
///
/// One jar holds everything that a run without a cloud uses, as each further one costs every start
/// about half a millisecond. What speaks to a cloud is a jar of its own behind it on the class
/// path: with thousands of classes more in the first one every look for a resource would cost more.
/// What lies apart is loaded by whoever needs it.
public final class Assemble {
  static final String MAIN = "dev.createdump.cli.Main";

  private Assemble() {}

  /// Arguments, all of them paths: the directory of the jars to ship, picocli's sources, the
  /// launcher's directory, the list of dependencies as the build resolved it, the list as it is
  /// checked in, and the directory to make. The last is the time that all files get.
  public static void main(String[] args) throws IOException {
    Path jars = Path.of(args[0]);
    Path picocliSources = Path.of(args[1]);
    Path launcher = Path.of(args[2]);
    DependencyList dependencies = DependencyList.read(Path.of(args[4]));
    dependencies.mustEqual(Path.of(args[3]));
    Path dist = Path.of(args[5]);

    Path made = dist.resolveSibling(dist.getFileName() + ".new");
    Trees.delete(made);
    Path lib = Files.createDirectories(made.resolve("lib"));
    for (String section : dependencies.names()) {
      pack(section, dependencies, jars, picocliSources).write(lib.resolve(section + ".jar"));
    }
    install(launcher, made);
    Instant time = Instant.parse(args[6]);
    Trees.setTime(made, time);
    Path lists = dist.resolveSibling("class-lists");
    Training.of(made, dependencies.classPath(), lists).run();
    Caches.make(Path.of(System.getProperty("java.home")), made, dependencies.classPath(), lists);
    Trees.setTime(made, time);
    swap(made, dist);
  }

  private static Jar pack(
      String section, DependencyList dependencies, Path jars, Path picocliSources)
      throws IOException {
    Merged merged = new Merged();
    for (Path jar : Trees.list(jars)) {
      String name = jar.getFileName().toString();
      if (dependencies.section(name).equals(section)) {
        merged.add(
            name, name.startsWith("picocli-") ? Picocli.compile(picocliSources) : Jar.read(jar));
      }
    }
    return merged.jar();
  }

  private static void install(Path launcher, Path dist) throws IOException {
    for (String name :
        List.of("find-jdk.sh", Training.OPTIONS, "trees.options", "trees.compiler")) {
      Files.copy(launcher.resolve(name), dist.resolve("lib").resolve(name));
    }
    Path bin = Files.createDirectories(dist.resolve("bin")).resolve("create-dump");
    Files.copy(launcher.resolve("create-dump"), bin);
    Files.copy(launcher.resolve("create-dump.cmd"), bin.resolveSibling("create-dump.cmd"));
    if (!bin.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + bin + " executable");
    }
  }

  /// A run that started before keeps the files it has open.
  private static void swap(Path made, Path dist) throws IOException {
    Path old = dist.resolveSibling(dist.getFileName() + ".old");
    Trees.delete(old);
    if (Files.exists(dist)) {
      Files.move(dist, old);
    }
    Files.move(made, dist);
    Trees.delete(old);
  }
}
