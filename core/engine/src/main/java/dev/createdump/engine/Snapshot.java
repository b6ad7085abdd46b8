package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.Settlement;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.RawDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A change, read and inspected: every path with what was found in it. Raw.
final class Snapshot implements AutoCloseable {
  private final RawDiff diff;
  private final List<FileNote> files;

  private Snapshot(RawDiff diff, List<FileNote> files) {
    this.diff = diff;
    this.files = files;
  }

  static Snapshot read(
      Git git,
      ObjectId from,
      ObjectId to,
      Git.DiffOptions options,
      Inspectors inspectors,
      Events events)
      throws Failure {
    Map<Integer, FileNote> notes = new TreeMap<>();
    RawDiff diff =
        RawDiff.read(
            git,
            from,
            to,
            options,
            (index, entry, total) -> {
              notes.put(index, inspectors.inspect(entry));
              events.files(Events.Work.SCAN, notes.size(), total);
            });
    List<FileNote> files = new ArrayList<>(notes.values());
    if (files.size() != diff.entries().size()) {
      diff.close();
      throw new Failure.Source(
          "the ledger does not reconcile: git lists "
              + diff.entries().size()
              + " paths and "
              + files.size()
              + " were inspected",
          "Please report this.");
    }
    return new Snapshot(diff, settled(files));
  }

  /// What only moved is neither introduced nor resolved, which all files together tell.
  private static List<FileNote> settled(List<FileNote> files) {
    List<List<Finding>> found = new ArrayList<>();
    for (FileNote file : files) {
      List<Finding> both = new ArrayList<>(file.inPatch());
      both.addAll(file.inBlobs());
      found.add(both);
    }
    List<List<Finding>> settled = Settlement.settle(found);
    List<FileNote> result = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      result.add(files.get(i).reporting(settled.get(i)));
    }
    return result;
  }

  List<FileNote> files() {
    return files;
  }

  List<String> notes() {
    return diff.notes();
  }

  @Override
  public void close() {
    diff.close();
  }
}
