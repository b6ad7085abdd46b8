package dev.createdump.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.createdump.spi.Forge.Comment;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.support.UnclearException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Keeps one note on a merge request: looks, writes, and looks again where it cannot know what
/// became of the writing.
final class StickyNote {
  /// The most that GitLab gives a page.
  private static final int PAGE = 100;

  /// GitLab may read from a replica that is behind: a note just made may take a moment to show.
  private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);

  private final Api api;
  private final String notes;
  private final MergeRequests requests;
  private final PullRequestRef ref;
  private final long author;
  private final Draft draft;
  private final Set<Long> deleted = new HashSet<>();

  /// @param author the number of the token's own account
  /// @param draft without quick actions
  StickyNote(Api api, MergeRequests requests, PullRequestRef ref, long author, Draft draft) {
    this.api = api;
    this.requests = requests;
    this.ref = ref;
    this.notes = requests.path(ref) + "/notes";
    this.author = author;
    this.draft = draft;
  }

  private record Note(long id, String body) {}

  Comment upsert() throws IOException {
    String webUrl = requests.read(ref).url();
    Change change = Change.UNCHANGED;
    for (int attempt = 1; ; attempt++) {
      Optional<Note> ours = find();
      if (ours.isPresent() && normalised(ours.get().body()).equals(normalised(draft.body()))) {
        return comment(webUrl, ours.get().id(), change);
      }
      change = ours.isPresent() ? Change.UPDATED : Change.CREATED;
      giveWay();
      try {
        Optional<Long> written = ours.isPresent() ? update(ours.get().id()) : create();
        if (written.isPresent()) {
          return comment(webUrl, written.get(), change);
        }
      } catch (UnclearException e) {
        if (!api.budget().pause(attempt, e.wait(BEFORE_LOOKING))) {
          throw e.failure();
        }
      }
    }
  }

  /// The last that is asked before each attempt at writing, as every question may have to wait.
  private void giveWay() throws IOException {
    if (!draft.head().isEmpty()) {
      draft.stillOf(requests.read(ref).headSha());
    }
  }

  /// The oldest note of ours. They are asked for in ascending order, so pages behind the first
  /// match need not be read.
  private Optional<Note> find() throws IOException {
    String page = "1";
    while (!page.isEmpty()) {
      Api.Page answer =
          api.get(notes + "?sort=asc&order_by=created_at&per_page=" + PAGE + "&page=" + page);
      if (!answer.body().isArray()) {
        throw GitLabErrors.garbage("GET " + notes);
      }
      for (JsonNode note : answer.body()) {
        long id = note.path("id").asLong();
        String text = note.path("body").asText("");
        if (!deleted.contains(id) && isOurs(note) && hasMarker(text)) {
          return Optional.of(new Note(id, text));
        }
      }
      page = next(page, answer);
    }
    return Optional.empty();
  }

  /// Only a number that grows goes on; anything else would let a broken server keep us for ever.
  private String next(String page, Api.Page answer) throws ForgeException {
    if (answer.nextPage().isEmpty()) {
      return "";
    }
    try {
      if (Integer.parseInt(answer.nextPage()) > Integer.parseInt(page)) {
        return answer.nextPage();
      }
    } catch (NumberFormatException e) {
      throw GitLabErrors.garbage("GET " + notes);
    }
    throw GitLabErrors.garbage("GET " + notes);
  }

  private boolean isOurs(JsonNode note) {
    return note.path("author").path("id").asLong(-1) == author
        && !note.path("system").asBoolean(false);
  }

  /// Whether the marker stands in a line of its own, as we write it. Somebody's words that a bot
  /// repeats in a quotation or a sentence are not ours.
  private boolean hasMarker(String text) {
    return text.lines().anyMatch(line -> line.strip().equals(draft.marker()));
  }

  private Optional<Long> create() throws IOException {
    long id = api.write("POST", notes, document()).path("id").asLong(-1);
    if (id < 0) {
      throw new UnclearException(GitLabErrors.garbage("POST " + notes));
    }
    return Optional.of(id);
  }

  /// @return the note, or nothing where somebody deleted it in the meantime
  private Optional<Long> update(long id) throws IOException {
    try {
      api.write("PUT", notes + "/" + id, document());
      return Optional.of(id);
    } catch (ForgeException e) {
      if (e.code() != Code.NOT_FOUND) {
        throw e;
      }
      deleted.add(id);
      return Optional.empty();
    }
  }

  private ObjectNode document() {
    return JsonNodeFactory.instance.objectNode().put("body", draft.body());
  }

  private static Comment comment(String webUrl, long id, Change change) throws ForgeException {
    try {
      return new Comment(URI.create(webUrl + "#note_" + id), change);
    } catch (IllegalArgumentException e) {
      throw GitLabErrors.garbage("the merge request's address");
    }
  }

  /// GitLab may answer with other line ends and without those at the end.
  private static String normalised(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
  }
}
