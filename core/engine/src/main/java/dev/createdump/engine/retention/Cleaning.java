package dev.createdump.engine.retention;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.retention.CleanPlan.Fate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Carries a plan out.
///
/// **What goes first.** A dump is there when its manifest is. Were the manifest the last to go, a
/// run that is killed would leave a manifest without its files: a corrupt dump, which alarms who
/// verifies, and which no later run may delete, as it does not verify. Were it the first, nobody
/// would know any more whose files the others are. So the manifest is first *renamed*: from that
/// moment on there is no dump, and what it names can still be told. Then the files go, and the
/// renamed manifest last. A later run finds it and goes on.
///
/// **What may change meanwhile.** A file goes only while it is the one that was verified: the same
/// file, as long, not written since. Directories are held open, and no link is followed. Between
/// the last look at a name and its removal lies a moment that the system offers no way to close;
/// runs of this product write under the names of dumps that are there for the same dump alone.
public final class Cleaning {
  private final CleanPlan plan;

  public Cleaning(CleanPlan plan) {
    this.plan = plan;
  }

  /// @return the plan as it was carried out
  /// @throws Failure.Cancelled where somebody asked to stop; what was begun can be gone on with
  public CleanPlan run() throws Failure {
    List<CleanPlan.Dump> dumps = new ArrayList<>();
    for (CleanPlan.Dump dump : plan.dumps()) {
      goOn();
      dumps.add(dump.fate() == Fate.DELETE ? delete(dump) : dump);
    }
    List<CleanPlan.Other> others = new ArrayList<>();
    for (CleanPlan.Other other : plan.others()) {
      goOn();
      others.add(
          switch (other.fate()) {
            case DELETE -> finish(other);
            case QUARANTINE -> quarantine(other);
            case KEEP, LEFT -> other;
          });
    }
    return new CleanPlan(plan.directory(), dumps, others);
  }

  private static void goOn() throws Failure.Cancelled {
    if (Thread.currentThread().isInterrupted()) {
      throw new Failure.Cancelled();
    }
  }

  private CleanPlan.Dump delete(CleanPlan.Dump dump) {
    Map<String, FileMark> marks = CleanPlanner.byName(dump);
    List<String> files = dump.dump().files();
    String manifest = files.getFirst();
    String renamed = "." + manifest + Orphans.DELETING;
    try (OpenDirectory place = OpenDirectory.open(plan.directory(), dump.dump().directory())) {
      for (String file : files) {
        if (!place.mark(file).equals(marks.get(file))) {
          return dump.with(Fate.LEFT, file + " was changed since it was verified");
        }
      }
      place.rename(manifest, renamed);
      if (!place.mark(renamed).equals(marks.get(manifest))) {
        place.rename(renamed, manifest);
        return dump.with(Fate.LEFT, manifest + " was changed since it was verified");
      }
      for (String file : files.subList(1, files.size())) {
        if (!place.mark(file).equals(marks.get(file))) {
          return dump.with(Fate.LEFT, file + " was changed while the dump was deleted");
        }
        place.delete(file);
      }
      place.delete(renamed);
      return dump;
    } catch (IOException e) {
      return dump.with(Fate.LEFT, "cannot be deleted: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? e.getMessage() + " is not there any more"
        : Reasons.of(e);
  }

  /// Goes on where a run was broken off. What its manifest names was compared with it again.
  private CleanPlan.Other finish(CleanPlan.Other other) {
    Path file = plan.directory().resolve(other.path());
    Path parent = file.getParent();
    try (OpenDirectory place =
        OpenDirectory.open(plan.directory(), parent == null ? plan.directory() : parent)) {
      String journal = String.valueOf(file.getFileName());
      for (String name : Orphans.remains(place.path(), journal)) {
        place.delete(name);
      }
      place.delete(journal);
      return other;
    } catch (IOException e) {
      return other.with(Fate.LEFT, "cannot be deleted: " + reason(e));
    }
  }

  private CleanPlan.Other quarantine(CleanPlan.Other other) {
    Path top = plan.directory();
    Path file = top.resolve(other.path());
    try {
      Path to = directory(top.resolve(Orphans.QUARANTINE));
      Path parent = Path.of(other.path()).getParent();
      if (parent != null) {
        to = directory(to.resolve(parent));
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return other.with(Fate.LEFT, "is no file any more");
      }
      move(file, to);
      return other;
    } catch (IOException e) {
      return other.with(Fate.LEFT, "cannot be moved: " + reason(e));
    }
  }

  /// Makes a directory where there is none; a link is none.
  private static Path directory(Path path) throws IOException {
    try {
      return Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        return path;
      }
      throw new NotDirectoryException(path.toString());
    }
  }

  /// Never over what is there.
  private static void move(Path file, Path to) throws IOException {
    String name = String.valueOf(file.getFileName());
    for (int i = 0; ; i++) {
      try {
        Files.move(file, to.resolve(i == 0 ? name : name + "." + i));
        return;
      } catch (FileAlreadyExistsException e) {
        if (i == 1000) {
          throw e;
        }
      }
    }
  }
}
