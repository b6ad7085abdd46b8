package dev.createdump.dist;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The classes that a start-up cache is made of, in Java's own format, so that the same program
/// gives the same list.
///
/// What Java writes down of a run (`-XX:DumpLoadedClassList`) differs from run to run in order, and
/// in which references a class had resolved before the end, as threads race. So the list is sorted,
/// and every reference that can be resolved ahead is named. What is bound when it is first called
/// (invokedynamic) is left as recorded: each would bring classes of its own.
final class ClassList {
  private static final String POOL = "@cp ";

  /// The tags of references that Java resolves ahead (JVMS, table 4.4-B): classes, fields, methods,
  /// and methods of interfaces.
  private static final Set<Integer> AHEAD =
      Set.of(
          PoolEntry.TAG_CLASS,
          PoolEntry.TAG_FIELDREF,
          PoolEntry.TAG_METHODREF,
          PoolEntry.TAG_INTERFACE_METHODREF);

  private final List<Jar> jars;
  private final TreeSet<String> classes = new TreeSet<>();
  private final TreeSet<String> lambdas = new TreeSet<>();
  private final TreeSet<String> bound = new TreeSet<>();

  /// @param jars where classes that are not of the JDK come from
  ClassList(Collection<Jar> jars) {
    this.jars = List.copyOf(jars);
  }

  /// Adds what Java wrote down of a run.
  void add(Path recorded) throws IOException {
    for (String line : Files.readAllLines(recorded)) {
      if (line.startsWith(POOL)) {
        String[] parts = line.split(" ", -1);
        for (int i = 2; i < parts.length; i++) {
          bound.add(parts[1] + " " + parts[i]);
        }
      } else if (line.startsWith("@")) {
        lambdas.add(line);
      } else if (!line.startsWith("#")) {
        // What follows the name says which loader made it, and has a number of this run.
        classes.add(line.split(" ", -1)[0]);
      }
    }
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(classes);
    lines.addAll(lambdas);
    for (String name : classes) {
      byte[] content = content(name + ".class");
      if (content != null) {
        lines.add(references(name, content));
      }
    }
    Files.write(file, lines);
  }

  private String references(String name, byte[] content) {
    StringBuilder line = new StringBuilder(POOL).append(name);
    for (PoolEntry entry : ClassFile.of().parse(content).constantPool()) {
      if (AHEAD.contains(entry.tag())
          || (entry.tag() == PoolEntry.TAG_INVOKE_DYNAMIC
              && bound.contains(name + " " + entry.index()))) {
        line.append(' ').append(entry.index());
      }
    }
    return line.toString();
  }

  private byte @Nullable [] content(String file) throws IOException {
    try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(file)) {
      if (in != null) {
        return in.readAllBytes();
      }
    }
    for (Jar jar : jars) {
      byte[] content = jar.files().get(file);
      if (content != null) {
        return content;
      }
    }
    return null;
  }
}
