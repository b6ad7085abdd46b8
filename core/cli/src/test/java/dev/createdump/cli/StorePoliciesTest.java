package dev.createdump.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.createdump.gcs.GcsStoreProvider;
import dev.createdump.s3.S3Provider;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreProvider;
import dev.createdump.spi.StoreSetting;
import dev.createdump.testkit.azure.Azurite;
import dev.createdump.testkit.gcs.FakeGcs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Central policies in the clouds' stores, as the command line reads them: through the store
/// modules of a distribution and with the credentials that uploads use.
@Timeout(300)
class StorePoliciesTest {
  private static final String POLICY =
      """
      [policy]
      version = "3"
      on_unreachable = "last-good"
      max_age = "1d"
      [enforce.scan]
      fail_on = "secrets"
      """;

  @TempDir Path dir;

  private Invocation explain(Map<String, String> variables) {
    Invocation run = Invocation.in().with("CREATE_DUMP_CACHE_DIR", dir.resolve("cache").toString());
    variables.forEach(run::with);
    return run;
  }

  /// The policy is read, kept, and not read without credentials.
  private void serves(String uri, Map<String, String> variables, String... without) {
    var checked = explain(variables).run("policy", "check", uri);
    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(checked.out()).contains("version  3");
    var held =
        explain(variables)
            .with("CREATE_DUMP_CONFIG_URI", uri)
            .run("config", "show", "--repo", dir, "--origin");
    assertThat(held.out()).containsPattern("scan.fail_on = \"secrets\" +# \\Q" + uri + "\\E:6:1");
    var none = explain(variables).run("policy", "check", uri + ".none");
    assertThat(none.code()).isEqualTo(11);
    assertThat(none.err()).contains("there is no policy at " + uri + ".none");
    Invocation refused =
        explain(variables).with("CREATE_DUMP_CACHE_DIR", dir.resolve("other").toString());
    for (int i = 0; i < without.length; i += 2) {
      refused.with(without[i], without[i + 1]);
    }
    var denied = refused.run("policy", "check", uri);
    assertThat(denied.code()).as(denied.err()).isEqualTo(11);
    for (String value : variables.values()) {
      assertThat(value.length() < 20 || !denied.err().contains(value) || value.startsWith("http"))
          .isTrue();
    }
  }

  /// A copy is taken where the store went away, as the policy allows.
  private void lastsOn(String uri, Map<String, String> variables) {
    var kept = explain(variables).run("policy", "check", uri);
    assertThat(kept.code()).as(kept.err()).isZero();
    assertThat(kept.err()).contains("was not reached", "its last copy is used, as it allows");
  }

  private static void put(
      StoreProvider provider,
      String place,
      Map<StoreSetting, String> settings,
      Map<String, String> variables)
      throws Exception {
    StoreContext context = new StoreContext(settings, variables, Duration.ofSeconds(30));
    try (Store store = provider.open(URI.create(place), context)) {
      store.put(
          new ObjectKey("policy.toml"),
          Payload.of(POLICY.getBytes(StandardCharsets.UTF_8)),
          PutOptions.replace("application/toml"));
    }
  }

  @Test
  void s3() throws Exception {
    Map<String, String> variables;
    try (S3Server server = new S3Server()) {
      server.start();
      variables =
          Map.of(
              "AWS_ACCESS_KEY_ID",
              S3Server.ID,
              "AWS_SECRET_ACCESS_KEY",
              S3Server.SECRET,
              "AWS_REGION",
              "us-east-1",
              "CREATE_DUMP_POLICY_ENDPOINT",
              server.endpoint());
      put(
          new S3Provider(),
          "s3://evidence/rules",
          Map.of(StoreSetting.ENDPOINT, server.endpoint()),
          variables);
      serves("s3://evidence/rules/policy.toml", variables, "AWS_SECRET_ACCESS_KEY", "wrong");
    }
    lastsOn("s3://evidence/rules/policy.toml", variables);
  }

  @Test
  void googleCloudStorage() throws Exception {
    try (FakeGcs fake = FakeGcs.start()) {
      fake.bucket("policies-1", false, false);
      Path account = dir.resolve("account.json");
      Files.writeString(account, fake.serviceAccountFile(fake.uri()));
      Map<String, String> variables =
          Map.of(
              "GOOGLE_APPLICATION_CREDENTIALS", account.toString(),
              "CREATE_DUMP_POLICY_ENDPOINT", fake.uri().toString());
      put(
          new GcsStoreProvider(),
          "gs://policies-1",
          Map.of(StoreSetting.ENDPOINT, fake.uri().toString()),
          variables);
      serves(
          "gs://policies-1/policy.toml",
          variables,
          "GOOGLE_APPLICATION_CREDENTIALS",
          dir.resolve("none.json").toString());
    }
  }

  @Test
  void azureBlobStorage() throws Exception {
    Azurite azurite = Azurite.get();
    String endpoint = azurite.uri() + "/" + Azurite.ACCOUNT;
    BlobContainerClient container =
        new BlobContainerClientBuilder()
            .endpoint(endpoint)
            .containerName("policies")
            .configuration(Configuration.NONE)
            .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.KEY))
            .buildClient();
    container.create();
    container.getBlobClient("policy.toml").upload(BinaryData.fromString(POLICY));
    Map<String, String> variables =
        Map.of(
            "AZURE_STORAGE_KEY",
            Azurite.KEY,
            "CREATE_DUMP_POLICY_ENDPOINT",
            azurite.uri().toString());
    serves(
        "az://" + Azurite.ACCOUNT + "/policies/policy.toml",
        variables,
        "AZURE_STORAGE_KEY",
        "bm90IHRoZSBrZXkgb2YgdGhpcyBhY2NvdW50Lg==");
  }
}
