package dev.createdump.testkit.forge;

import static dev.createdump.testkit.forge.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.createdump.spi.Forge;
import dev.createdump.spi.Forge.Draft;
import dev.createdump.spi.ForgeException;
import dev.createdump.spi.ForgeException.Code;
import dev.createdump.testkit.forge.ForgeEnvironment.Account;
import dev.createdump.testkit.forge.ForgeEnvironment.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Facts about the token: what it may not do is said, and it is shown to nobody else.
interface RightsFacts extends ForgeFixture {
  @Test
  default void tokenThatMayOnlyReadReads() throws Exception {
    place().say(true, body("old"));
    try (Forge reader = open(Account.READER)) {
      assertThat(reader.read(place().pullRequest()).headSha()).isEqualTo(HEAD);
      assertDenied(reader);
    }
    assertOnly("old");
    place().delete(place().said().getFirst().id());
    try (Forge reader = open(Account.READER)) {
      assertDenied(reader);
    }
    assertThat(place().said()).isEmpty();
  }

  private void assertDenied(Forge forge) {
    ForgeException denied =
        assertFails(
            Code.DENIED,
            () -> forge.upsertComment(place().pullRequest(), new Draft(MARKER, body("x"))));
    assertThat(denied.getMessage()).as("what to do next").containsAnyOf("permission", "scope");
    assertThat(place().pace().sleeps()).as("a refusal does not pass by waiting").isEmpty();
  }

  @Test
  default void unknownTokenIsDenied() throws Exception {
    try (Forge stranger = open(Account.STRANGER)) {
      assertFails(Code.DENIED, () -> stranger.read(place().pullRequest()));
      assertFails(
          Code.DENIED,
          () -> stranger.upsertComment(place().pullRequest(), new Draft(MARKER, body("x"))));
    }
  }

  @Test
  default void tokenStandsInNoAddressAndNoBody() throws Exception {
    upsert("x");
    upsert("y");
    for (Exchange said : place().exchanges()) {
      assertThat(place().secrets())
          .noneMatch(secret -> (said.path() + said.query() + said.body()).contains(secret));
    }
    assertThat(place().secrets()).noneMatch(forge().toString()::contains);
  }

  /// A server's answer may quote what it was asked.
  @Test
  default void echoedTokenIsMasked() {
    String echo = "{\"message\":\"bad: " + String.join(" ", place().secrets()) + "\"}";
    place().fail(Step.READ, new Fault.Answer(422, Map.of(), echo));
    Throwable thrown = catchThrowable(() -> forge().read(place().pullRequest()));
    assertThat(thrown).isInstanceOf(ForgeException.class);
    String header = place().exchanges().getLast().header("authorization");
    String token = header.substring(header.indexOf(' ') + 1);
    assertThat(token).as("what was echoed").isIn(place().secrets());
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain(token);
    }
  }

  @Test
  default void redirectsElsewhereDoNotGetTheToken() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        http -> {
          seen.add(String.valueOf(http.getRequestHeaders().get("Authorization")));
          http.sendResponseHeaders(200, -1);
          http.close();
        });
    elsewhere.start();
    try {
      String there = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/x";
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        for (Step step : List.of(Step.READ, Step.LIST, Step.CREATE)) {
          place().fail(step, new Fault.Answer(status, Map.of("Location", there), "{}"));
          assertThat(catchThrowable(() -> upsert("x"))).isInstanceOf(ForgeException.class);
        }
      }
    } finally {
      elsewhere.stop(0);
    }
    assertThat(seen).isEmpty();
    assertThat(place().said()).isEmpty();
  }
}
