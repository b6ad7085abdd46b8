package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.RepositoryRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A fake GitHub with the repository `acme/app`, whose writer is a workflow's token.
public class GitHubEnvironment implements ForgeEnvironment {
  private static final String WRITER = "ghs_writerwriterwriterwriterwriterwriter";
  private static final String READER = "ghs_readerreaderreaderreaderreaderreader";
  private static final String STRANGER = "ghs_strangerstrangerstrangerstrangerstra";
  private static final String LOGIN = "github-actions[bot]";

  private final FakeGitHub github = FakeGitHub.start();
  private final FakePace pace = new FakePace();
  private final ForgeOpener opener;

  public GitHubEnvironment(ForgeOpener opener) throws IOException {
    this.opener = opener;
    github.token(WRITER, new FakeGitHub.Account(LOGIN, true));
    github.token(READER, new FakeGitHub.Account(LOGIN, false));
  }

  /// The server itself.
  public final FakeGitHub server() {
    return github;
  }

  public static String token(Account account) {
    return switch (account) {
      case WRITER -> WRITER;
      case READER -> READER;
      case STRANGER -> STRANGER;
    };
  }

  @Override
  public final Forge open(Account account, Duration deadline) throws ForgeException {
    return opener.open(github.apiUrl(), token(account), deadline, pace);
  }

  @Override
  public final FakePace pace() {
    return pace;
  }

  @Override
  public final RepositoryRef repository() {
    return new RepositoryRef(github.apiUrl(), "acme", "app");
  }

  @Override
  public final void change(Change change) {
    github.pull(
        new FakeGitHub.Pull(
            "acme",
            "app",
            change.number(),
            change.title(),
            change.baseSha(),
            change.headSha(),
            change.open(),
            change.owner() + ":" + change.branch()));
  }

  @Override
  public final long say(boolean ours, String body) {
    return github.comment(7, ours ? LOGIN : "mallory", body);
  }

  @Override
  public final void delete(long comment) {
    github.delete(comment);
  }

  @Override
  public final List<Said> said() {
    return github.comments(7).stream()
        .map(one -> new Said(one.id(), one.login().equals(LOGIN), one.body()))
        .toList();
  }

  @Override
  public final void fail(Step step, Fault fault) {
    github.faults().plan(method(step), path(step), fault);
  }

  @Override
  public final long requests(Step step) {
    return github.faults().requests(method(step), path(step));
  }

  private static String method(Step step) {
    return switch (step) {
      case READ, LIST -> "GET";
      case CREATE -> "POST";
      case UPDATE -> "PATCH";
    };
  }

  private static Pattern path(Step step) {
    return Pattern.compile(
        switch (step) {
          case READ -> "/pulls/7$";
          case LIST, CREATE -> "/7/comments$";
          case UPDATE -> "/comments/\\d+$";
        });
  }

  @Override
  public final List<Exchange> exchanges() {
    return github.exchanges();
  }

  @Override
  public final Set<String> secrets() {
    return Set.of(WRITER, READER, STRANGER);
  }

  @Override
  public void close() {
    github.close();
  }
}
