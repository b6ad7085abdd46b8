package dev.createdump.engine;

import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Revisions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands around the files of a change. Raw.
///
/// @param name the dump's name
/// @param title what the change is called
/// @param repository where it happened; host and owner are empty where unknown
/// @param review the pull request, or null
/// @param comparison the three commits
/// @param history the commits between them
/// @param notes what people should know of how the dump was made
/// @param toolVersion the version of create-dump
record Around(
    String name,
    String title,
    CiContext.Repository repository,
    CiContext.@Nullable Review review,
    Revisions.Comparison comparison,
    History history,
    List<String> notes,
    String toolVersion) {

  /// Every foreign text that a dump shows outside its files, with words that say where it stands.
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(title, "the title");
    texts.putIfAbsent(repositoryName(), "the repository's name");
    if (review != null) {
      texts.putIfAbsent(review.sourceBranch(), "the source branch's name");
      texts.putIfAbsent(review.targetBranch(), "the target branch's name");
      texts.putIfAbsent(review.url(), "the pull request's address");
    }
    for (Commit commit : commits()) {
      String place = "commit " + commit.id().abbreviated();
      texts.putIfAbsent(commit.subject(), place);
      texts.putIfAbsent(commit.authorName(), place);
      texts.putIfAbsent(commit.authorEmail(), place);
    }
    for (History.Author author : history.authors()) {
      texts.putIfAbsent(author.name(), "an author's name");
      texts.putIfAbsent(author.email(), "an author's address");
    }
    for (String note : notes) {
      texts.putIfAbsent(note, "a note");
    }
    return texts;
  }

  /// The repository's name as it is scanned, with its owner.
  String repositoryName() {
    return repository.owner() + "/" + repository.name();
  }

  /// The same commits with nothing that anybody wrote.
  Around blank() {
    Revisions.Comparison blank =
        new Revisions.Comparison(
            blank(comparison.base()),
            blank(comparison.mergeBase()),
            blank(comparison.head()),
            List.of(),
            "");
    List<Commit> newest = new ArrayList<>();
    history.newest().forEach(commit -> newest.add(blank(commit)));
    return new Around(
        "",
        "",
        new CiContext.Repository("", "", "", ""),
        null,
        blank,
        new History(newest, history.count(), List.of()),
        List.of(),
        toolVersion);
  }

  private static Commit blank(Commit commit) {
    return new Commit(commit.id(), commit.parents(), "", "", commit.committedAt(), "", "");
  }

  private List<Commit> commits() {
    List<Commit> commits = new ArrayList<>(history.newest());
    commits.add(comparison.head());
    commits.add(comparison.mergeBase());
    commits.add(comparison.base());
    return commits;
  }
}
