package dev.createdump.engine;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.source.TreeSources;
import java.nio.file.Path;
import java.util.List;

/// What a dump of a tree is asked to hold.
///
/// @param root the directory
/// @param choice which of its files
/// @param revision the revision whose files are taken instead; empty for what is on disk
/// @param formats at least one
/// @param embed whether content that is no text is put in as base64
/// @param packing how archives are made
/// @param config where the settings come from
/// @param environment the environment variables, for git and the stores
/// @param ci the run, as the environment describes it
/// @param dry whether nothing is written
/// @param detail what else is asked of this one run
public record TreeRequest(
    Path root,
    TreeSources.Choice choice,
    String revision,
    List<TreeFormat> formats,
    boolean embed,
    TreePacking packing,
    ConfigSources config,
    Environment environment,
    CiContext ci,
    RunClock clock,
    String toolVersion,
    boolean dry,
    Detail detail) {
  public TreeRequest {
    formats = List.copyOf(formats);
  }

  /// Whether one of the formats is an archive.
  boolean archives() {
    for (TreeFormat format : formats) {
      if (format.archive() != null) {
        return true;
      }
    }
    return false;
  }

  /// What is asked of one run alone.
  ///
  /// @param since the revision of which only what changed since is taken; empty for everything
  /// @param instructions what stands at the head of the documents; empty for nothing
  /// @param explain whether the reason is wanted for which each path is taken
  /// @param watched whether the dump is made again and again under one name
  public record Detail(String since, String instructions, boolean explain, boolean watched) {
    /// Nothing.
    public static final Detail NONE = new Detail("", "", false, false);
  }

  /// The same of another directory, under other settings.
  TreeRequest of(Path directory, ConfigSources sources, CiContext run, RunClock at) {
    return new TreeRequest(
        directory,
        choice,
        revision,
        formats,
        embed,
        packing,
        sources,
        environment,
        run,
        at,
        toolVersion,
        dry,
        detail);
  }
}
