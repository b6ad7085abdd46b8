package dev.createdump.engine.ci;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The change under review as a CI system describes it. All texts are hostile.
///
/// @param forge the forge's name as its adapter gives it (`github`, `gitlab`), the name of a CI
///     system without adapter, or `none`
/// @param event the event's own name, such as `pull_request`; empty outside CI
/// @param base where to look for the side the change goes to
/// @param head where to look for the change itself
/// @param repository where it happens, or null where the environment does not say
/// @param review the pull or merge request, or null where there is none
/// @param run the run of the job, or null outside CI
public record CiContext(
    String forge,
    String event,
    Revision base,
    Revision head,
    @Nullable Repository repository,
    @Nullable Review review,
    @Nullable Run run) {

  /// Events of changes under review, as their systems call them.
  private static final Set<String> REVIEWS =
      Set.of("pull_request", "pull_request_target", "merge_request_event");

  /// Whether a pull or merge request is the reason of the run, also where nobody can tell which.
  public boolean isReview() {
    return review != null || REVIEWS.contains(event);
  }

  /// A revision that may be known by several names.
  ///
  /// @param label how people call it in a message, such as `the pull request's base`
  /// @param candidates the names to try, in order
  /// @param fetchable the names to ask a remote for where none of them is here, in order
  public record Revision(String label, List<String> candidates, List<String> fetchable) {
    public Revision {
      candidates = List.copyOf(candidates);
      fetchable = List.copyOf(fetchable);
    }

    /// One that the environment ought to name and does not: without candidates.
    ///
    /// @param reason why, as a message says it
    static Revision unknown(String reason) {
      return new Revision(reason, List.of(), List.of());
    }

    public boolean isUnknown() {
      return candidates.isEmpty();
    }
  }

  /// A repository on a forge.
  ///
  /// @param host such as `github.com`
  /// @param owner the owner, or the whole group path on GitLab
  /// @param name its own name
  /// @param apiUrl the base of the forge's API; empty where unknown
  public record Repository(String host, String owner, String name, String apiUrl) {}

  /// A pull or merge request.
  ///
  /// @param number its number, from 1
  /// @param title as its author wrote it
  /// @param url where people read it; empty where unknown
  /// @param sourceBranch the branch it comes from
  /// @param targetBranch the branch it goes to
  /// @param fork whether it comes from another repository; null where that is not known
  public record Review(
      long number,
      String title,
      String url,
      String sourceBranch,
      String targetBranch,
      @Nullable Boolean fork) {
    /// Where it is not known whether it comes from another repository.
    public Review(long number, String title, String url, String sourceBranch, String targetBranch) {
      this(number, title, url, sourceBranch, targetBranch, null);
    }
  }

  /// A run of the job.
  ///
  /// @param id the run's own id, with the attempt where there can be several
  /// @param url where people read its log; empty where unknown
  public record Run(String id, String url) {}
}
