package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.batch.Partition;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.RepoPath;
import dev.createdump.engine.source.TreeEntry;
import java.util.HashSet;
import java.util.Set;

/// Which projects of a batch changed since a revision: those of which a path was changed, came,
/// went, or was renamed.
final class BatchSince {
  private final Set<String> changed;
  private final String reason;

  /// @param changed directories of projects
  private BatchSince(Set<String> changed, String reason) {
    this.changed = changed;
    this.reason = reason;
  }

  /// @throws Failure.Source where the revision is not there
  static BatchSince of(
      TreeRequest request, Settings.Source how, TreeOrigin origin, Partition partition)
      throws Failure {
    try (Git git = Gits.open(origin.place(), how, request.environment())) {
      SinceRevision since = SinceRevision.of(request, git, origin.source(), origin.below());
      Set<String> changed = new HashSet<>();
      Set<RepoPath> own = new HashSet<>();
      for (Partition.Part part : partition.parts()) {
        for (TreeEntry entry : part.entries()) {
          own.add(entry.path());
          if (!since.changes().unchanged().contains(entry.path().text())) {
            changed.add(part.directory());
          }
        }
      }
      for (TreeEntry gone : since.changes().gone().keySet()) {
        Partition.Part part = own.contains(gone.path()) ? null : partition.around(gone.path());
        if (part != null) {
          changed.add(part.directory());
        }
      }
      return new BatchSince(changed, Redactor.standalone(since.unchanged()).value());
    }
  }

  /// Why a project is not dumped; empty where it is.
  String idle(Partition.Part part) {
    return changed.contains(part.directory()) ? "" : reason;
  }
}
