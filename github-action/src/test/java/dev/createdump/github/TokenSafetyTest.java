package dev.createdump.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.PullRequestRef;
import dev.createdump.spi.support.forge.Budget;
import dev.createdump.spi.support.forge.Pace;
import dev.createdump.spi.support.forge.Token;
import dev.createdump.testkit.forge.Exchange;
import dev.createdump.testkit.forge.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The token goes to one origin and shows up nowhere else.
class TokenSafetyTest extends ForgeOnFake {
  private final List<String> strayed = new CopyOnWriteArrayList<>();
  private HttpServer elsewhere;

  @SuppressWarnings("NullAway.Init") // JUnit calls startElsewhere() before any test
  TokenSafetyTest() {}

  @BeforeEach
  void startElsewhere() throws IOException {
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        http -> {
          strayed.add(http.getRequestHeaders().entrySet().toString());
          http.sendResponseHeaders(200, -1);
          http.close();
        });
    elsewhere.start();
  }

  @AfterEach
  void stopElsewhere() {
    elsewhere.stop(0);
    assertThat(strayed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsElsewhereAreNotFollowed(int status) throws ForgeException {
    Map<String, String> location = Map.of("Location", elsewhereUrl() + "/repos/acme/app");
    github.fail("GET", "/pulls/7", new Fault.Answer(status, location, "{}"));
    github.fail("POST", "/comments", new Fault.Answer(status, location, "{}"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(catchThrowable(() -> forge.read(pr))).hasMessageContaining("refused to follow");
      assertThat(catchThrowable(() -> forge.upsertComment(pr, new Draft(MARKER, body("x")))))
          .hasMessageContaining("refused to follow");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "//", "mailto:x", "file:///etc/passwd", "http://["})
  void redirectsToNowhereEnd(String location) throws ForgeException {
    for (int i = 0; i < 20; i++) {
      github.fail("GET", "/pulls/7", new Fault.Answer(302, Map.of("Location", location), "{}"));
    }
    try (GitHubForge forge = forge(BOT)) {
      assertThat(catchThrowable(() -> forge.read(pr))).isInstanceOf(ForgeException.class);
    }
  }

  @Test
  void aRedirectWithoutAPlaceEnds() throws ForgeException {
    for (int i = 0; i < 20; i++) {
      github.fail("GET", "/pulls/7", new Fault.Answer(302, Map.of(), "{}"));
    }
    try (GitHubForge forge = forge(BOT)) {
      assertThat(catchThrowable(() -> forge.read(pr))).isInstanceOf(ForgeException.class);
    }
  }

  @Test
  void pageLinksElsewhereAreNotFollowed() throws ForgeException {
    Map<String, String> link = Map.of("Link", "<" + elsewhereUrl() + "/x?page=2>; rel=\"next\"");
    github.fail("GET", "/comments", new Fault.Answer(200, link, "[]"));
    try (GitHubForge forge = forge(BOT)) {
      assertThat(catchThrowable(() -> forge.upsertComment(pr, new Draft(MARKER, body("x")))))
          .isInstanceOf(ForgeException.class)
          .hasMessageContaining("refused to follow");
    }
    assertThat(bodies()).isEmpty();
  }

  static List<Fault> echoes() {
    String echo = "you sent Bearer " + BOT;
    return List.of(
        Fault.Answer.of(401, echo),
        Fault.Answer.of(403, echo),
        Fault.Answer.of(422, echo),
        new Fault.Answer(404, Map.of(), echo),
        new Fault.Answer(200, Map.of(), BOT),
        new Fault.Answer(200, Map.of(), "{\"id\":\"" + BOT + "\"}"),
        new Fault.Answer(302, Map.of("Location", "http://" + BOT + ".example/" + BOT), "{}"),
        new Fault.Answer(302, Map.of("Location", "\\" + BOT), "{}"),
        new Fault.Answer(429, Map.of("Retry-After", BOT), "{\"message\":\"" + echo + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void aServerThatEchoesTheTokenGetsItIntoNoMessage(Fault echo) throws ForgeException {
    for (int i = 0; i < Budget.ATTEMPTS; i++) {
      github.fail("GET", "/repos/acme/app", echo);
    }
    try (GitHubForge forge = forge(BOT)) {
      assertThat(everythingSaid(catchThrowable(() -> forge.read(pr))))
          .contains("ForgeException")
          .doesNotContain(BOT);
    }
  }

  @Test
  void aServerThatEchoesTheTokenOutsideHttpGetsItIntoNoMessage() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!server.isClosed()) {
                  try (Socket socket = server.accept()) {
                    byte[] line = ("HTTP/9 " + BOT + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
                    socket.getOutputStream().write(line);
                  } catch (IOException e) {
                    return;
                  }
                }
              });
      URI api = URI.create("http://127.0.0.1:" + server.getLocalPort());
      try (GitHubForge forge =
          new GitHubForge(api, Token.of("GitHub", BOT), Duration.ofMinutes(1), pace)) {
        Throwable failure =
            catchThrowable(() -> forge.read(new PullRequestRef(api, "acme", "app", 7)));
        assertThat(everythingSaid(failure)).contains("ForgeException").doesNotContain(BOT);
      }
    }
  }

  @Test
  void aStalledServerCostsNoMoreThanTheDeadline() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI api = URI.create("http://127.0.0.1:" + server.getLocalPort());
      try (GitHubForge forge =
          new GitHubForge(api, Token.of("GitHub", BOT), Duration.ofMillis(300), Pace.system())) {
        GitHubForgeTest.assertCode(
            ForgeException.Code.UNAVAILABLE,
            () -> forge.read(new PullRequestRef(api, "acme", "app", 7)));
      }
    }
  }

  @Test
  void nothingThatHoldsTheTokenPrintsIt() throws ForgeException {
    Token token = Token.of("GitHub", BOT);
    try (GitHubForge forge = forge(BOT)) {
      assertThat(List.of(token.toString(), forge.toString())).noneMatch(s -> s.contains(BOT));
    }
  }

  @Test
  void everyRequestCarriesTheTokenOnceAndSaysWhoAsks() throws ForgeException {
    try (GitHubForge forge = forge(BOT)) {
      forge.upsertComment(pr, new Draft(MARKER, body("x")));
    }
    for (Exchange exchange : github.exchanges()) {
      assertThat(exchange.headers().get("authorization")).containsExactly("Bearer " + BOT);
      assertThat(exchange.header("user-agent")).isEqualTo("create-dump");
    }
  }

  private String elsewhereUrl() {
    return "http://127.0.0.1:" + elsewhere.getAddress().getPort();
  }

  private static String everythingSaid(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
