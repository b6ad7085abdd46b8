package dev.createdump.s3;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.createdump.testkit.store.StoreContract;
import dev.createdump.testkit.store.StoreEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract against LocalStack, in a container. Skipped where no Docker engine has the image.
class LocalStackContractTest extends StoreContract {
  private static final String IMAGE = "localstack/localstack:4.9.2";
  private static final int PORT = 4566;

  private static @Nullable GenericContainer<?> container;

  @BeforeAll
  static void start() throws Exception {
    // Asked first, as Testcontainers tries to pull for minutes where there is no network.
    if (!isThere()) {
      abort("no Docker engine has the image; with one: docker pull " + IMAGE);
    }
    container =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withEnv("SERVICES", "s3")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/_localstack/health").forPort(PORT));
    container.start();
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("docker", "image", "inspect", IMAGE)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      container.stop();
    }
  }

  /// Its server.
  private record Server(URI endpoint) implements S3Server {
    @Override
    public String id() {
      return "test";
    }

    @Override
    public String secret() {
      return "test-" + IMAGE.hashCode();
    }
  }

  @Override
  protected StoreEnvironment environment() {
    GenericContainer<?> running = Objects.requireNonNull(container);
    String address = "http://" + running.getHost() + ":" + running.getMappedPort(PORT);
    Server server = new Server(URI.create(address));
    String bucket = "b" + UUID.randomUUID();
    try (S3Client client = server.client()) {
      client.createBucket(ask -> ask.bucket(bucket));
    }
    return LocalPlace.in(bucket, server, Map.of(), LocalPlace.NOT_IN_S3PROXY);
  }
}
