package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.policy.ConfigSources;
import java.nio.file.Path;

/// Two revisions to compare.
///
/// @param repository a directory in it
/// @param base a revision; a branch of the remote counts too
/// @param head likewise
/// @param most how many commits are told one by one, from 0
public record CompareRequest(
    Path repository,
    String base,
    String head,
    int most,
    ConfigSources config,
    Environment environment,
    CiContext ci,
    String toolVersion) {}
