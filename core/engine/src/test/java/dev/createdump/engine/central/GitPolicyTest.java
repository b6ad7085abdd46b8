package dev.createdump.engine.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.PolicySource;
import dev.createdump.testkit.repo.RepoBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Policies in git repositories, from git's own servers: `git daemon`, and `git http-backend`
/// behind a server that asks for a token.
@Timeout(120)
class GitPolicyTest {
  private static final String POLICY = "[enforce.scan]\nsecrets = true\n";
  private static final String TOKEN = "token-for-policies";

  @TempDir Path dir;
  private RepoBuilder repo;

  @BeforeEach
  void create() {
    repo = RepoBuilder.init(dir.resolve("repo"));
    repo.commit("main", "one", e -> e.file("p/org.toml", POLICY));
    repo.run("update-ref", "refs/tags/v1", repo.id("main"));
    repo.commit(
        "main",
        "two",
        e ->
            e.file("p/org.toml", POLICY + "# two\n")
                .file("p/team.toml", "[policy]\nextends = ['org.toml']\n"));
  }

  private String file(String rev, String path) {
    return "git+"
        + repo.directory().toUri().toString().replaceFirst("/$", "")
        + "@"
        + rev
        + "#path="
        + path;
  }

  @Test
  void tagsBranchesAndCommits() throws Exception {
    repo.run("config", "uploadpack.allowAnySHA1InWant", "true");
    String one = Digests.sha256Hex(POLICY);
    String two = Digests.sha256Hex(POLICY + "# two\n");
    Fetching fetching = new Fetching(dir);
    assertThat(fetching.fetch(file("v1", "p/org.toml")).sha256()).isEqualTo(one);
    assertThat(fetching.fetch(file("main", "p/org.toml")).sha256()).isEqualTo(two);
    assertThat(fetching.fetch(file(repo.id("v1"), "p/org.toml")).sha256()).isEqualTo(one);
    assertThat(fetching.chain(file("main", "p/team.toml")).central().sources())
        .extracting(PolicySource::sha256)
        .hasSize(2)
        .startsWith(two);
    for (String none : List.of(file("v2", "p/org.toml"), file("main", "none.toml"))) {
      assertThatThrownBy(() -> fetching.fetch(none)).isInstanceOf(Failure.Policy.class);
    }
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    new Fetching(dir).fetch(file("main", "p/org.toml"));
    try (var files = java.nio.file.Files.list(temporary)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("create-dump-remote-"));
    }
  }

  @Test
  void gitDaemonServesWhatIsPinned() throws Exception {
    int port = freePort();
    Process daemon =
        new ProcessBuilder(
                "git",
                "daemon",
                "--listen=127.0.0.1",
                "--port=" + port,
                "--export-all",
                "--base-path=" + dir)
            .start();
    try {
      await(port);
      String uri = "git+git://127.0.0.1:" + port + "/repo@main#path=p/org.toml";
      assertThatThrownBy(() -> new Fetching(dir).fetch(uri)).hasMessageContaining("pin or sign");
      String pin = "&sha256=" + Digests.sha256Hex(POLICY + "# two\n");
      assertThat(new Fetching(dir).fetch(uri + pin).pinned()).isTrue();
    } finally {
      daemon.descendants().forEach(ProcessHandle::destroy);
      daemon.destroy();
      daemon.waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void await(int port) throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IOException("git daemon does not answer");
  }

  @Test
  void smartHttpAsksForTheToken() throws Exception {
    TestCa ca = TestCa.create(dir.resolve("ca"));
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(ca.serverContext()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::backend);
    server.start();
    try {
      String uri =
          "git+https://localhost:" + server.getAddress().getPort() + "/repo@main#path=p/org.toml";
      Fetching fetching = new Fetching(dir).with("GIT_SSL_CAINFO", ca.authorities());
      assertThatThrownBy(() -> fetching.fetch(uri)).hasMessageContaining("git could not fetch");
      fetching.with("CREATE_DUMP_POLICY_TOKEN", TOKEN);
      assertThat(fetching.fetch(uri).sha256()).isEqualTo(Digests.sha256Hex(POLICY + "# two\n"));
      PolicySource again = fetching.fetch(uri);
      assertThat(again.arrival()).isEqualTo(PolicySource.Arrival.KEPT);
    } finally {
      server.stop(0);
    }
  }

  /// The Common Gateway Interface, as far as git-http-backend(1) needs it.
  private void backend(HttpExchange exchange) throws IOException {
    String pair =
        Base64.getEncoder()
            .encodeToString(("x-access-token:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    if (!("Basic " + pair).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> variables = builder.environment();
    variables.put("GIT_PROJECT_ROOT", dir.toString());
    variables.put("GIT_HTTP_EXPORT_ALL", "1");
    variables.put("PATH_INFO", exchange.getRequestURI().getPath());
    variables.put("REQUEST_METHOD", exchange.getRequestMethod());
    String query = exchange.getRequestURI().getQuery();
    variables.put("QUERY_STRING", query == null ? "" : query);
    header(exchange, variables, "Content-Type", "CONTENT_TYPE");
    header(exchange, variables, "Git-Protocol", "GIT_PROTOCOL");
    header(exchange, variables, "Content-Encoding", "HTTP_CONTENT_ENCODING");
    byte[] body = exchange.getRequestBody().readAllBytes();
    variables.put("CONTENT_LENGTH", String.valueOf(body.length));
    Process git = builder.start();
    git.getOutputStream().write(body);
    git.getOutputStream().close();
    byte[] said = git.getInputStream().readAllBytes();
    String text = new String(said, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    for (String line : text.substring(0, end).split("\r\n")) {
      int colon = line.indexOf(':');
      exchange
          .getResponseHeaders()
          .add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    exchange.sendResponseHeaders(200, said.length - end - 4);
    try (InputStream rest = new ByteArrayInputStream(said, end + 4, said.length - end - 4)) {
      rest.transferTo(exchange.getResponseBody());
    }
    exchange.close();
  }

  private static void header(
      HttpExchange exchange, Map<String, String> variables, String header, String variable) {
    String value = exchange.getRequestHeaders().getFirst(header);
    if (value != null) {
      variables.put(variable, value);
    }
  }
}
