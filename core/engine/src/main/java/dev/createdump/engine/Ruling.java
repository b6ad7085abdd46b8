package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.ci.CiDetector;
import dev.createdump.engine.policy.ConfigLoader;
import dev.createdump.engine.policy.ConfigSources;
import dev.createdump.engine.policy.ProjectFiles;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
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
  private final Resolved config;

  private Ruling(Git git, Revisions.Comparison comparison, Resolved config) {
    this.git = git;
    this.comparison = comparison;
    this.config = config;
  }

  /// Opens the repository, finds the commits and resolves the configuration.
  static Ruling open(Request request) throws Failure {
    Settings.Source outside = ConfigLoader.outside(request.config()).source();
    Git git = Gits.open(request.repository(), outside.git(), request.environment());
    try {
      Revisions.@Nullable Comparison first = comparisonOrNull(git, request.ci(), outside);
      Resolved config = resolve(request, git, first);
      Settings.Source source = config.settings().source();
      if (source.git() != outside.git()) {
        git.close();
        git = Gits.open(request.repository(), source.git(), request.environment());
      }
      Revisions.Comparison comparison =
          first != null && source.sameRevisions(outside)
              ? first
              : compare(git, request.ci(), source);
      return new Ruling(git, comparison, config);
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
    return config;
  }

  private static Resolved resolve(
      Request request, Git git, Revisions.@Nullable Comparison comparison) throws Failure {
    ConfigSources sources = PolicyFacts.known(request.config(), request.ci(), git);
    if (comparison == null) {
      return ConfigLoader.load(sources);
    }
    ConfigVersions versions = ConfigVersions.read(git, sources.file(), comparison);
    boolean underReview = isUnderReview(request.ci());
    if (!underReview && versions.touched().isEmpty()) {
      return ConfigLoader.load(sources);
    }
    Resolved byBase = ConfigLoader.load(sources.withProject(versions.ofBase()));
    boolean ownJudge = byBase.settings().source().config() == Settings.Judge.HEAD;
    ProjectFiles own = underReview ? versions.ofHead() : sources.project();
    Resolved config = ownJudge ? ConfigLoader.load(sources.withProject(own)) : byBase;
    List<String> notes = new ArrayList<>();
    for (String name : versions.touched()) {
      notes.add(
          name
              + " is changed by this change, which is judged by "
              + (ownJudge ? "its own version" : "the version of its base " + versions.base()));
    }
    notes.addAll(config.notes());
    return config.withNotes(notes);
  }

  private static boolean isUnderReview(CiContext ci) {
    return ci.review() != null || ci.event().equals("merge_group");
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
    boolean mayFetch = source.fetch() == Settings.Fetch.AUTO;
    return new Revisions(git, mayFetch, CiDetector.mend(ci.forge())).find(base, head);
  }

  @Override
  public void close() {
    git.close();
  }
}
