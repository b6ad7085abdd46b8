package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.RepositoryRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A fake GitLab with the project `acme/tools/app`, whose writer is a project's access token.
public final class GitLabEnvironment implements ForgeEnvironment {
  private static final String WRITER = "writer-token-writer-token-writer";
  private static final String READER = "reader-token-reader-token-reader";
  private static final String STRANGER = "stranger-token-stranger-token";
  private static final String USER = "project_1_bot";
  private static final String PROJECT = "acme/tools/app";

  private final FakeGitLab gitlab = FakeGitLab.start();
  private final FakePace pace = new FakePace();
  private final ForgeOpener opener;

  public GitLabEnvironment(ForgeOpener opener) throws IOException {
    this.opener = opener;
    gitlab.token(WRITER, new FakeGitLab.Account(USER, FakeGitLab.Scope.API));
    gitlab.token(READER, new FakeGitLab.Account(USER, FakeGitLab.Scope.READ_API));
  }

  /// The server itself.
  public FakeGitLab server() {
    return gitlab;
  }

  public static String token(Account account) {
    return switch (account) {
      case WRITER -> WRITER;
      case READER -> READER;
      case STRANGER -> STRANGER;
    };
  }

  @Override
  public Forge open(Account account, Duration deadline) throws ForgeException {
    return opener.open(gitlab.apiUrl(), token(account), deadline, pace);
  }

  @Override
  public FakePace pace() {
    return pace;
  }

  @Override
  public RepositoryRef repository() {
    return new RepositoryRef(gitlab.apiUrl(), "acme/tools", "app");
  }

  @Override
  public void change(Change change) {
    boolean own = change.owner().equals(repository().owner());
    gitlab.request(
        new FakeGitLab.Request(
            PROJECT,
            change.number(),
            change.title(),
            change.baseSha(),
            change.headSha(),
            change.open() ? "opened" : "closed",
            own ? PROJECT : change.owner() + "/app",
            change.branch(),
            true));
  }

  @Override
  public long say(boolean ours, String body) {
    return gitlab.note(7, ours ? USER : "mallory", body);
  }

  @Override
  public void delete(long comment) {
    gitlab.delete(comment);
  }

  @Override
  public List<Said> said() {
    return gitlab.notes(7).stream()
        .map(one -> new Said(one.id(), one.username().equals(USER), one.body()))
        .toList();
  }

  @Override
  public void fail(Step step, Fault fault) {
    gitlab.faults().plan(method(step), path(step), fault);
  }

  @Override
  public long requests(Step step) {
    return gitlab.faults().requests(method(step), path(step));
  }

  private static String method(Step step) {
    return switch (step) {
      case READ, LIST -> "GET";
      case CREATE -> "POST";
      case UPDATE -> "PUT";
    };
  }

  private static Pattern path(Step step) {
    return Pattern.compile(
        switch (step) {
          case READ -> "/merge_requests/7$";
          case LIST, CREATE -> "/notes$";
          case UPDATE -> "/notes/\\d+$";
        });
  }

  @Override
  public List<Exchange> exchanges() {
    return gitlab.exchanges();
  }

  @Override
  public Set<String> secrets() {
    return Set.of(WRITER, READER, STRANGER);
  }

  @Override
  public void close() {
    gitlab.close();
  }
}
