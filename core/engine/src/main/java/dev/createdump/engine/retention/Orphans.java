package dev.createdump.engine.retention;

import dev.createdump.engine.evidence.LocalDumps;
import dev.createdump.engine.retention.CleanPlan.Fate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in one directory what is named as files of dumps are and belongs to none: what a run left
/// that was killed, indexes of dumps that are gone. Only names that this product gives are ever
/// looked at, and only when they are so old that no run is still at work on them.
final class Orphans {
  static final String QUARANTINE = "quarantine";

  /// Behind the name of a manifest while its dump is deleted.
  static final String DELETING = ".deleting";

  private static final Duration AT_WORK = Duration.ofHours(1);
  private static final Pattern REMAINS =
      Pattern.compile("\\.(.+)\\.manifest\\.json" + Pattern.quote(DELETING));

  private final Path top;
  private final Path place;
  private final Map<String, FileMark> files;
  private final List<CleanPlan.Dump> dumps;
  private final Instant now;

  Orphans(
      Path top, Path place, Map<String, FileMark> files, List<CleanPlan.Dump> dumps, Instant now) {
    this.top = top;
    this.place = place;
    this.files = files;
    this.dumps = dumps;
    this.now = now;
  }

  /// @param take whether they go to the quarantine
  List<CleanPlan.Other> find(boolean take) {
    Set<String> known = new HashSet<>();
    List<String> doubtful = new ArrayList<>();
    for (CleanPlan.Dump dump : dumps) {
      if (dump.dump().directory().equals(place)) {
        known.addAll(dump.dump().files());
        if (!dump.dump().verifies()) {
          doubtful.add(dump.dump().name().replaceFirst("\\.manifest\\.json$", "") + ".");
        }
      }
    }
    List<CleanPlan.Other> found = new ArrayList<>();
    files.forEach(
        (name, mark) -> {
          Matcher remains = REMAINS.matcher(name);
          if (mark.isFile() && remains.matches()) {
            found.add(remains(name, remains.group(1), mark));
          } else if (mark.isFile()
              && !known.contains(name)
              && doubtful.stream().noneMatch(name::startsWith)
              && isOurs(name)) {
            found.add(orphan(name, mark, take));
          }
        });
    return found;
  }

  private boolean isOurs(String name) {
    String stamp = GivenNames.stampOfIndex(name);
    return GivenNames.isOfDump(name) || (!stamp.isEmpty() && isLeft(stamp));
  }

  /// Whether no dump of a batch stays.
  private boolean isLeft(String stamp) {
    return dumps.stream()
        .noneMatch(dump -> dump.fate() != Fate.DELETE && dump.dump().name().endsWith("_" + stamp));
  }

  private CleanPlan.Other orphan(String name, FileMark mark, boolean take) {
    boolean young = mark.changed().toInstant().isAfter(now.minus(AT_WORK));
    String reason =
        young
            ? "belongs to no dump; a run may still be at work on it"
            : take ? "belongs to no dump" : "belongs to no dump; --orphans takes it";
    return new CleanPlan.Other(
        path(name), take && !young ? Fate.QUARANTINE : Fate.KEEP, reason, mark.size(), List.of());
  }

  /// What is left of a dump whose deletion was broken off.
  private CleanPlan.Other remains(String file, String dump, FileMark mark) {
    String reason = "what is left of " + dump;
    try {
      if (files.containsKey(dump + ".manifest.json")) {
        return new CleanPlan.Other(
            path(file), Fate.KEEP, reason + ", which is there again", mark.size(), List.of());
      }
      List<String> remains = remains(place, file);
      return new CleanPlan.Other(path(file), Fate.DELETE, reason, mark.size(), remains);
    } catch (IOException e) {
      return new CleanPlan.Other(
          path(file), Fate.LEFT, reason + ": " + e.getMessage(), mark.size(), List.of());
    }
  }

  /// What a renamed manifest names, and is there as it says.
  ///
  /// @throws IOException where it is none
  static List<String> remains(Path place, String file) throws IOException {
    Matcher name = REMAINS.matcher(file);
    if (!name.matches()) {
      throw new IOException(file + " is no such file");
    }
    return LocalDumps.remains(place, file, name.group(1));
  }

  private String path(String name) {
    return top.relativize(place).resolve(name).toString();
  }
}
