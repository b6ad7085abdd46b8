package dev.createdump.engine.restore;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import dev.createdump.engine.base.Reasons;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files over which a dump is parted, in order and complete.
final class DumpParts {
  private static final Pattern NAME = Pattern.compile("(.+\\.part)([0-9]{1,6})(\\.[a-z]+)");
  private static final long MOST_PARTS = 999_999;

  private DumpParts() {}

  /// Completes what was named: of one part alone, the others are looked for beside it.
  ///
  /// @throws Failure.Missing where a part is not there
  /// @throws Failure.Corrupt where they are not the parts of one dump
  static List<Path> of(List<Path> named) throws Failure {
    Path first = named.getFirst();
    PartMark mark = mark(first);
    if (mark.parts() > MOST_PARTS) {
      throw new Failure.Corrupt(first + " says that it has " + mark.parts() + " parts", "");
    }
    if (named.size() == 1) {
      return mark.parts() == 1 ? named : beside(first, mark);
    }
    TreeMap<Long, Path> parts = new TreeMap<>();
    for (Path path : named) {
      PartMark other = mark(path);
      if (other.set().isEmpty() || !other.set().equals(mark.set())) {
        throw new Failure.Corrupt(
            path + " and " + first + " are no parts of the same dump", "Name all parts of one.");
      }
      if (parts.put(other.part(), path) != null) {
        throw new Failure.Corrupt("part " + other.part() + " is named twice", "Name each once.");
      }
    }
    for (long i = 1; i <= mark.parts(); i++) {
      if (!parts.containsKey(i)) {
        throw missing("part " + i + " of " + mark.parts() + " is not among the files");
      }
    }
    return List.copyOf(parts.values());
  }

  private static List<Path> beside(Path named, PartMark mark) throws Failure {
    Matcher name = NAME.matcher(String.valueOf(named.getFileName()));
    if (!name.matches()) {
      throw missing(
          named + " is part " + mark.part() + " of " + mark.parts() + ", and its name names none");
    }
    List<Path> parts = new ArrayList<>();
    for (long i = 1; i <= mark.parts(); i++) {
      String number = Long.toString(i);
      String zeros = "0".repeat(Math.max(0, name.group(2).length() - number.length()));
      Path part = named.resolveSibling(name.group(1) + zeros + number + name.group(3));
      if (!Files.isRegularFile(part)) {
        throw missing("part " + i + " of " + mark.parts() + " is not there: " + part);
      }
      PartMark other = mark(part);
      if (!other.set().equals(mark.set()) || other.part() != i) {
        throw new Failure.Corrupt(
            part + " is not part " + i + " of the dump of " + named, "Name all parts of one.");
      }
      parts.add(part);
    }
    return parts;
  }

  private static Failure.Missing missing(String what) {
    return new Failure.Missing(what, "Name all parts, or put them beside each other.");
  }

  private static PartMark mark(Path dump) throws Failure {
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(dump), 1 << 16)) {
      return DumpReader.mark(in);
    } catch (MalformedException e) {
      throw new Failure.Corrupt(
          dump + " " + e.getMessage(), "Nothing was restored. Fetch the dump again.");
    } catch (NoSuchFileException e) {
      throw new Failure.Missing("there is no file " + dump, "Name a dump.");
    } catch (IOException e) {
      throw new Failure.Corrupt("cannot read " + dump + ": " + Reasons.of(e), "");
    }
  }
}
