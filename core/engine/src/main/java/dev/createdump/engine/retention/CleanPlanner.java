package dev.createdump.engine.retention;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.evidence.LocalDumps;
import dev.createdump.engine.evidence.LocalDumps.LocalDump;
import dev.createdump.engine.retention.CleanPlan.Fate;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks at a directory of dumps and at those in it, and says what becomes of what. Nothing is
/// changed.
public final class CleanPlanner {
  /// Not looked into: what waits for a store, what was put away, what was packed.
  private static final Set<String> OTHERS = Set.of("outbox", Orphans.QUARANTINE, "archives");

  private final Path directory;
  private final KeepRules rules;
  private final boolean orphans;
  private final Instant now;

  /// @param orphans whether what belongs to no dump goes to the quarantine
  /// @param now by the wall clock
  public CleanPlanner(Path directory, KeepRules rules, boolean orphans, Instant now) {
    this.directory = directory;
    this.rules = rules;
    this.orphans = orphans;
    this.now = now;
  }

  /// @throws Failure.Missing where there is no such directory
  public CleanPlan plan() throws Failure {
    SortedMap<Path, SortedMap<String, FileMark>> places = new TreeMap<>();
    List<LocalDump> all = new ArrayList<>();
    for (Path place : places()) {
      // Looked at before anything is verified: what changes from then on is not taken away.
      places.put(place, marks(place));
      all.addAll(LocalDumps.in(place));
    }
    Map<LocalDump, String> reasons = rules.reasons(all, now);
    List<CleanPlan.Dump> dumps = new ArrayList<>();
    for (LocalDump dump : all) {
      String reason = String.valueOf(reasons.get(dump));
      List<FileMark> marks = marks(dump, places.getOrDefault(dump.directory(), new TreeMap<>()));
      boolean whole = marks.size() == dump.files().size();
      dumps.add(
          new CleanPlan.Dump(
              dump,
              reason.isEmpty() && whole ? Fate.DELETE : Fate.KEEP,
              reason.isEmpty() && !whole ? "it was changed meanwhile" : reason,
              marks));
    }
    List<CleanPlan.Other> others = new ArrayList<>();
    places.forEach(
        (place, files) ->
            others.addAll(new Orphans(directory, place, files, dumps, now).find(orphans)));
    return new CleanPlan(directory, dumps, others);
  }

  private static List<FileMark> marks(LocalDump dump, Map<String, FileMark> there) {
    List<FileMark> marks = new ArrayList<>();
    for (String file : dump.files()) {
      FileMark mark = there.get(file);
      if (mark != null && mark.isFile()) {
        marks.add(mark);
      }
    }
    return marks;
  }

  /// The directory and those in it, in order; links are none.
  private List<Path> places() throws Failure {
    if (!Files.isDirectory(directory)) {
      throw new Failure.Missing("there is no directory " + directory, "Name one with dumps.");
    }
    List<Path> places = new ArrayList<>(List.of(directory));
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        String name = String.valueOf(path.getFileName());
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
            && !name.startsWith(".")
            && !OTHERS.contains(name)) {
          places.add(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(directory, e);
    }
    java.util.Collections.sort(places);
    return places;
  }

  private static SortedMap<String, FileMark> marks(Path place) throws Failure {
    SortedMap<String, FileMark> marks = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(place)) {
      for (Path path : stream) {
        mark(path, marks);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(place, e);
    }
    return marks;
  }

  private static void mark(Path path, Map<String, FileMark> marks) throws IOException {
    try {
      marks.put(String.valueOf(path.getFileName()), FileMark.of(path));
    } catch (NoSuchFileException e) {
      // It went away meanwhile.
      marks.remove(String.valueOf(path.getFileName()));
    }
  }

  private static Failure unreadable(Path place, Exception e) {
    return new Failure.Missing(
        "cannot read " + place + ": " + e.getMessage(), "Check its permissions.");
  }

  /// The marks of some files, for those who look again.
  static Map<String, FileMark> byName(CleanPlan.Dump dump) {
    Map<String, FileMark> byName = new HashMap<>();
    for (int i = 0; i < dump.marks().size(); i++) {
      byName.put(dump.dump().files().get(i), dump.marks().get(i));
    }
    return byName;
  }
}
