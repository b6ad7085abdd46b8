package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.Revisions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is compared, and under which configuration: a change does not choose its own judge.
///
/// The comparison that decides this is made from the environment and the flags alone. A change
/// under review is judged by the file of the branch it goes to, and so is any change that touches
/// the file; all others are judged by the file in the work tree. `source.config = "head"` of the
/// judging version itself, the environment or a flag lets a change bring its own.
final class Ruling implements AutoCloseable {
  private final Git git;
  private final Revisions.Comparison comparison;
  private final Judged judged;
  private final ProjectLayers projects;

  private Ruling(Git git, Revisions.Comparison comparison, Judged judged) {
    this.git = git;
    this.comparison = comparison;
    this.judged = judged;
    Commit judge = judged.byHead() ? comparison.head() : comparison.base();
    this.projects =
        ProjectLayers.of(judged.sources(), judged.config(), ProjectChanges.in(git, judge));
  }

  /// @param sources of the configuration that holds
  /// @param byHead whether the change is judged by its own version of the files
  private record Judged(ConfigSources sources, Resolved config, boolean byHead) {
    private Judged(ConfigSources sources) throws Failure {
      this(sources, ConfigLoader.load(sources));
    }

    private Judged(ConfigSources sources, Resolved config) {
      this(sources, config, config.settings().source().config() == Settings.Judge.HEAD);
    }
  }

  /// Opens the repository, finds the commits and resolves the configuration.
  static Ruling open(Request request) throws Failure {
    Settings.Source outside = ConfigLoader.outside(request.config()).source();
    Git git = Gits.open(request.repository(), outside, request.environment());
    try {
      Revisions.@Nullable Comparison first = comparisonOrNull(git, request.ci(), outside);
      Judged judged = resolve(request, git, first);
      Settings.Source source = judged.config().settings().source();
      if (!source.sameAccess(outside)) {
        git.close();
        git = Gits.open(request.repository(), source, request.environment());
      }
      Revisions.Comparison comparison =
          first != null && source.sameRevisions(outside)
              ? first
              : compare(git, request.ci(), source);
      return new Ruling(git, comparison, judged);
    } catch (Failure | RuntimeException e) {
      git.close();
      throw e;
    }
  }

  Git git() {
    return git;
  }

  Revisions.Comparison comparison() {
    return comparison;
  }

  Resolved config() {
    return judged.config();
  }

  /// The projects within the repository, by the files of the commit that judges: what is merely in
  /// the work tree has no say in what holds for a part of it.
  ProjectLayers projects() {
    return projects;
  }

  /// The same as the change leaves them.
  ProjectLayers projectsOfHead() {
    return ProjectLayers.of(
        judged.sources(), judged.config(), ProjectChanges.in(git, comparison.head()));
  }

  /// Whether the change is judged by its own version of the files.
  boolean isOwnJudge() {
    return judged.byHead();
  }

  private static Judged resolve(Request request, Git git, Revisions.@Nullable Comparison comparison)
      throws Failure {
    ConfigSources sources = PolicyFacts.known(request.config(), request.ci(), git);
    if (comparison == null) {
      return new Judged(sources);
    }
    ConfigVersions versions = ConfigVersions.read(git, sources.file(), comparison);
    boolean underReview = isUnderReview(request.ci());
    if (!underReview && versions.touched().isEmpty()) {
      return new Judged(sources);
    }
    Judged byBase = new Judged(sources.withProject(versions.ofBase()));
    boolean ownJudge = byBase.byHead();
    ProjectFiles own = underReview ? versions.ofHead() : sources.project();
    Judged holding = ownJudge ? new Judged(sources.withProject(own)) : byBase;
    List<String> notes = new ArrayList<>();
    for (String name : versions.touched()) {
      notes.add(
          name
              + " is changed by this change, which is judged by "
              + (ownJudge ? "its own version" : "the version of its base " + versions.base()));
    }
    notes.addAll(holding.config().notes());
    return new Judged(holding.sources(), holding.config().withNotes(notes), ownJudge);
  }

  private static boolean isUnderReview(CiContext ci) {
    return ci.isReview() || ci.event().equals("merge_group");
  }

  /// A change under review that cannot be found ends the run. Elsewhere the configuration may yet
  /// say what is compared.
  private static Revisions.@Nullable Comparison comparisonOrNull(
      Git git, CiContext ci, Settings.Source source) throws Failure {
    try {
      return compare(git, ci, source);
    } catch (Failure.Source e) {
      if (isUnderReview(ci)) {
        throw e;
      }
      return null;
    }
  }

  private static Revisions.Comparison compare(Git git, CiContext ci, Settings.Source source)
      throws Failure {
    CiContext.Revision base =
        source.base().isEmpty() ? ci.base() : CiDetector.named("the base", source.base());
    CiContext.Revision head =
        source.head().isEmpty() ? ci.head() : CiDetector.named("the head", source.head());
    for (CiContext.Revision revision : new CiContext.Revision[] {base, head}) {
      if (revision.isUnknown()) {
        throw new Failure.Source(revision.label(), "Name the revisions with --base and --head.");
      }
    }
    boolean mayFetch = source.fetch() == Settings.Fetch.AUTO;
    return new Revisions(git, mayFetch, CiDetector.mend(ci.forge())).find(base, head);
  }

  @Override
  public void close() {
    git.close();
  }
}
