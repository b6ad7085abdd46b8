package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Comment.Change;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.RepositoryRef;
import dev.createdump.testkit.forge.ForgeEnvironment.Said;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A forge in as few words as the contract allows, on a {@link PlainServer}; right but for one
/// flaw.
final class PlainForge implements Forge {
  private static final int LIMIT = 20_000;

  private final PlainClient client;
  private final URI api;
  private final Flaw flaw;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable PullRequest remembered;
  private boolean closed;

  PlainForge(PlainClient client, URI api, Flaw flaw) {
    this.client = client;
    this.api = api;
    this.flaw = flaw;
  }

  private void check(URI asked) {
    if (closed && flaw != Flaw.CLOSES_NEVER) {
      throw new IllegalStateException("closed");
    }
    if (!asked.equals(api)) {
      throw new IllegalArgumentException("another server's");
    }
  }

  @Override
  public PullRequest read(PullRequestRef ref) throws ForgeException {
    check(ref.apiUrl());
    client.begin();
    return readNow(ref);
  }

  private PullRequest readNow(PullRequestRef ref) throws ForgeException {
    @Nullable PullRequest known = remembered;
    if (flaw == Flaw.REMEMBERS_THE_PULL_REQUEST && known != null) {
      return known;
    }
    PullRequest read = client.pullRequest(ref);
    if (flaw != Flaw.BELIEVES_IN_COMMITS && !read.headSha().matches("[0-9a-f]{40}")) {
      throw new ForgeException(Code.UNAVAILABLE, "no commit", null);
    }
    remembered = read;
    return read;
  }

  @Override
  public List<PullRequest> pullRequestsOf(RepositoryRef repository, Head head) {
    check(repository.apiUrl());
    return client.open(head.owner(), head.branch()).stream()
        .filter(one -> flaw == Flaw.IGNORES_THE_HEADS_COMMIT || one.headSha().equals(head.sha()))
        .toList();
  }

  @Override
  public Comment upsertComment(PullRequestRef ref, Draft draft) throws ForgeException {
    String body = draft.body();
    if (flaw != Flaw.TAKES_ANY_LENGTH
        && (body.length() > LIMIT || !StandardCharsets.UTF_8.newEncoder().canEncode(body))) {
      throw new ForgeException(Code.INVALID, "too long, or half a character", null);
    }
    check(ref.apiUrl());
    if (flaw == Flaw.LETS_THREADS_RACE) {
      return upsert(ref, draft);
    }
    writing.lock();
    try {
      return upsert(ref, draft);
    } finally {
      writing.unlock();
    }
  }

  private Comment upsert(PullRequestRef ref, Draft draft) throws ForgeException {
    client.begin();
    readNow(ref);
    if (flaw == Flaw.LOOKS_AT_THE_HEAD_ONCE) {
      giveWay(ref, draft);
    }
    String body = draft.body();
    Change change = Change.UNCHANGED;
    for (int attempt = 1; ; attempt++) {
      if (flaw == Flaw.LOOKS_AT_THE_HEAD_FIRST) {
        giveWay(ref, draft);
      }
      @Nullable Said ours = flaw == Flaw.ALWAYS_CREATES ? null : find(draft.marker());
      if (ours != null && flaw != Flaw.ALWAYS_WRITES && same(ours.body(), body)) {
        return new Comment(URI.create(api + "/app/7#" + ours.id()), change);
      }
      change = ours == null ? Change.CREATED : Change.UPDATED;
      if (flaw != Flaw.LOOKS_AT_THE_HEAD_ONCE && flaw != Flaw.LOOKS_AT_THE_HEAD_FIRST) {
        giveWay(ref, draft);
      }
      try {
        long id = ours == null ? client.create(body) : client.update(ours.id(), body);
        return new Comment(URI.create(api + "/app/7#" + id), change);
      } catch (PlainClient.Unclear e) {
        client.pause(attempt, e.seconds);
      } catch (ForgeException e) {
        boolean gone = ours != null && e.code() == Code.NOT_FOUND;
        if (flaw == Flaw.HIDES_A_REFUSAL && e.code() == Code.DENIED) {
          return new Comment(URI.create(api + "/app/7#0"), Change.UNCHANGED);
        }
        if (!gone || flaw == Flaw.LEAVES_A_DELETED_COMMENT) {
          throw e;
        }
      }
    }
  }

  private void giveWay(PullRequestRef ref, Draft draft) throws ForgeException {
    if (!draft.head().isEmpty() && flaw != Flaw.IGNORES_THE_HEAD) {
      draft.stillOf(readNow(ref).headSha());
    }
  }

  private @Nullable Said find(String marker) throws ForgeException {
    List<Said> found = new ArrayList<>();
    for (int page = 0; ; page++) {
      List<Said> shown = client.comments(page);
      for (Said one : shown) {
        boolean marked =
            flaw == Flaw.TAKES_THE_MARKER_ANYWHERE
                ? one.body().contains(marker)
                : one.body().lines().anyMatch(marker::equals);
        if (marked && (one.ours() || flaw == Flaw.TAKES_ANYBODYS_COMMENT)) {
          found.add(one);
        }
      }
      boolean enough =
          !found.isEmpty() && flaw != Flaw.READS_ALL_PAGES && flaw != Flaw.TAKES_THE_NEWEST;
      if (enough || shown.size() < PlainServer.PAGE || flaw == Flaw.READS_ONE_PAGE) {
        break;
      }
    }
    if (found.isEmpty()) {
      return null;
    }
    return flaw == Flaw.TAKES_THE_NEWEST ? found.getLast() : found.getFirst();
  }

  private static boolean same(String one, String other) {
    return one.replace("\r\n", "\n").strip().equals(other.strip());
  }

  @Override
  public int commentLimit() {
    return LIMIT;
  }

  @Override
  public void close() {
    closed = true;
  }
}
