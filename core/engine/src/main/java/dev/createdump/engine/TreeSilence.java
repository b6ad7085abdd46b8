package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.suppress.AllowKey;
import dev.createdump.engine.suppress.RepositoryFiles;
import dev.createdump.engine.suppress.SuppressionFiles;
import dev.createdump.engine.suppress.Suppressions;
import java.nio.file.Path;

/// The rules of a scan over files on disk, and what silences their findings: the files of the same
/// tree.
///
/// @param rules the rules to begin with
record TreeSilence(
    Path root, RuleSet rules, Settings.Scan scan, Environment environment, RunClock clock) {
  /// @throws Failure.Policy where the files cannot be understood
  SuppressionFiles.Loaded load() throws Failure {
    return load(RepositoryFiles.in(root));
  }

  /// @param files through which they are read
  SuppressionFiles.Loaded load(RepositoryFiles files) throws Failure {
    return SuppressionFiles.load(
        files,
        rules,
        Silence.patterns(scan, ""),
        AllowKey.of(environment),
        Silence.limits(scan, clock));
  }

  /// The judge of one thread. The files were understood once, so that they are again.
  Suppressions judge() {
    try {
      return load().suppressions();
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }
}
