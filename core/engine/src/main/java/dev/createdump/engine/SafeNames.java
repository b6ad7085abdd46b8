package dev.createdump.engine;

import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.CommitInfo;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.source.Commit;
import java.util.function.Function;

/// What dumps and comparisons both name, every text of it made safe.
final class SafeNames {
  private SafeNames() {}

  static CommitInfo commit(Commit commit, Function<String, SafeText> safe) {
    return new CommitInfo(
        commit.id(),
        safe.apply(commit.authorName()),
        safe.apply(commit.authorEmail()),
        commit.committedAt(),
        safe.apply(commit.subject()));
  }

  static DumpHeader.RepositoryName repository(
      CiContext.Repository repository, Function<String, SafeText> safe) {
    return new DumpHeader.RepositoryName(
        safe.apply(repository.host()),
        safe.apply(repository.owner()),
        safe.apply(repository.name()));
  }
}
