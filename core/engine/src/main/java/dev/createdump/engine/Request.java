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
/// @param dryRun whether nothing is to be written and nothing stored
public record Request(
    Path repository,
    ConfigSources config,
    Environment environment,
    CiContext ci,
    RunClock clock,
    String toolVersion,
    boolean dryRun) {}
