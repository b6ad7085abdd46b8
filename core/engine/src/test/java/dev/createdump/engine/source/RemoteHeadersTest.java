package dev.createdump.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.createdump.testkit.repo.RepoBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A credential goes to its own host, and nowhere a host points to.
final class RemoteHeadersTest {
  @TempDir Path dir;
  private final List<String> atOwn = new CopyOnWriteArrayList<>();
  private final List<String> atOther = new CopyOnWriteArrayList<>();
  private final HttpServer own = create();
  private final HttpServer other = create();

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @BeforeEach
  void start() {
    own.createContext(
        "/",
        exchange -> {
          atOwn.add(String.valueOf(exchange.getRequestHeaders().get("Authorization")));
          exchange
              .getResponseHeaders()
              .add("Location", url(other) + exchange.getRequestURI().toString().substring(1));
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    other.createContext(
        "/",
        exchange -> {
          atOther.add(String.valueOf(exchange.getRequestHeaders().get("Authorization")));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    own.start();
    other.start();
  }

  @AfterEach
  void stop() {
    own.stop(0);
    other.stop(0);
  }

  private void fetch(Path repository, String from) throws Exception {
    try (Git git = GitProgram.open(GitDirectory.find(repository), GitContract.ENVIRONMENT)) {
      for (Remote remote : git.remotes()) {
        if (remote.url().reveal().startsWith(from)) {
          assertThat(git.fetch(remote, "refs/heads/main", 1)).isEmpty();
        }
      }
    }
  }

  private Path configured() throws Exception {
    RepoBuilder repo = RepoBuilder.init(dir.resolve("r"));
    Path config = repo.directory().resolve(".git/config");
    Files.writeString(
        config,
        Files.readString(config)
            + "[http \""
            + url(own)
            + "\"]\n\textraheader = AUTHORIZATION: basic c2VjcmV0\n"
            + "[http]\n\textraheader = Authorization: everywhere\n"
            + "[remote \"origin\"]\n\turl = "
            + url(own)
            + "x.git\n"
            + "[remote \"other\"]\n\turl = "
            + url(other)
            + "x.git\n");
    return repo.directory();
  }

  @Test
  void theHeaderReachesItsHostAndNoOther() throws Exception {
    Path repository = configured();
    fetch(repository, url(own));
    assertThat(atOwn).isNotEmpty().allMatch(seen -> seen.equals("[basic c2VjcmV0]"));
    assertThat(atOther).isEmpty();
    fetch(repository, url(other));
    assertThat(atOther).isNotEmpty().allMatch(seen -> seen.equals("null"));
  }
}
