package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.policy.ConfigSources;
import java.nio.file.Path;

/// What a run is asked to do.
///
/// @param repository a directory in the repository
/// @param config where the settings come from
/// @param environment the environment variables, for git and the stores
/// @param ci the change under review, as the environment describes it
/// @param clock the time of the run
/// @param toolVersion the version of create-dump
/// @param reach how far the run goes
public record Request(
    Path repository,
    ConfigSources config,
    Environment environment,
    CiContext ci,
    RunClock clock,
    String toolVersion,
    Reach reach) {
  /// How far a run goes.
  public enum Reach {
    /// Looks, and asks nothing of stores either.
    SCAN,
    /// Looks, and writes nothing.
    DRY,
    /// Writes files, and neither stores nor comments: all that a job without rights may do.
    HERE,
    /// Does everything the settings ask for.
    FULL;

    /// Whether files are written.
    boolean writes() {
      return this == HERE || this == FULL;
    }

    /// Whether stores are opened.
    boolean asksStores() {
      return this == DRY || this == FULL;
    }
  }
}
