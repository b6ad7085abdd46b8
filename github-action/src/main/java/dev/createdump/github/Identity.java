package dev.createdump.github;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.kohsuke.github.GitHub;

/// Finds out whom the token speaks for, since only that account's comments are ours.
///
/// A person's token may read `GET /user`. An installation token may not, and a job's
/// `GITHUB_TOKEN` is one; GraphQL's `viewer` tells it its own name. Where that fails too, the name
/// is that of the account behind every `GITHUB_TOKEN`. No person can bear it: people's logins hold
/// no brackets.
///
/// Trying to update a candidate and seeing whether GitHub allows it would prove nothing: whoever
/// may write to a repository may edit other people's comments in it.
final class Identity {
  static final String ACTIONS = "github-actions[bot]";

  private static final JsonMapper JSON = new JsonMapper();

  private Identity() {}

  /// The account's login.
  static String login(GitHub github, RetryingConnector connector, URI api) throws IOException {
    try {
      return Optional.ofNullable(github.getMyself().getLogin()).orElse(ACTIONS);
    } catch (IOException e) {
      if (!refused(e)) {
        throw e;
      }
    }
    try {
      String login = viewer(connector.send(new ViewerRequest(api)));
      return login.isEmpty() ? ACTIONS : login;
    } catch (ForgeException e) {
      if (!refused(e)) {
        throw e;
      }
      return ACTIONS;
    }
  }

  private static String viewer(Answer answer) throws IOException {
    return JSON.readTree(answer.body()).at("/data/viewer/login").asText("");
  }

  private static boolean refused(IOException failure) {
    return Session.forgeException(failure)
        .map(ForgeException::code)
        .filter(code -> code == Code.DENIED || code == Code.NOT_FOUND)
        .isPresent();
  }
}
