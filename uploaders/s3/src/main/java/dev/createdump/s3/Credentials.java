package dev.createdump.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/// Who speaks to the store. The sources are those of the SDK's default chain, asked by what the
/// environment names, the keyless ones first: a web identity (OIDC), a container's role, a named
/// profile, keys in variables, the default profile, the machine's own role.
///
/// @param source where they were found, for people
/// @param provider gives them, and renews those that end
/// @param closeable what to close with it
record Credentials(String source, AwsCredentialsProvider provider, List<AutoCloseable> closeable)
    implements AutoCloseable {

  /// Does no I/O but for reading the files of profiles.
  static Credentials find(S3Settings settings, SdkHttpClient http, Region region) {
    Optional<String> tokenFile = settings.variable("AWS_WEB_IDENTITY_TOKEN_FILE");
    Optional<String> role = settings.variable("AWS_ROLE_ARN");
    if (tokenFile.isPresent() && role.isPresent()) {
      return webIdentity(settings, http, region, tokenFile.get(), role.get());
    }
    if (settings.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").isPresent()
        || settings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
      return of("the container's role", ContainerCredentialsProvider.create());
    }
    Optional<String> profile = settings.variable("AWS_PROFILE");
    if (profile.isPresent()) {
      return of("the profile " + profile.get(), ProfileCredentialsProvider.create(profile.get()));
    }
    AwsCredentialsProvider keys = keys(settings);
    if (keys != null) {
      return of("keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", keys);
    }
    if (ProfileFile.defaultProfileFile().profile("default").isPresent()) {
      return of("the default profile", ProfileCredentialsProvider.create());
    }
    InstanceProfileCredentialsProvider machine = InstanceProfileCredentialsProvider.create();
    return new Credentials("the machine's role", machine, List.of(machine));
  }

  private static Credentials of(String source, AwsCredentialsProvider provider) {
    List<AutoCloseable> closeable =
        provider instanceof AutoCloseable toClose ? List.of(toClose) : List.of();
    return new Credentials(source, provider, closeable);
  }

  private static Credentials webIdentity(
      S3Settings settings, SdkHttpClient http, Region region, String tokenFile, String role) {
    StsClientBuilder builder =
        StsClient.builder()
            .httpClient(http)
            .region(region)
            .credentialsProvider(AnonymousCredentialsProvider.create());
    settings.variable("AWS_ENDPOINT_URL_STS").map(URI::create).ifPresent(builder::endpointOverride);
    StsClient sts = builder.build();
    StsWebIdentityTokenFileCredentialsProvider provider =
        StsWebIdentityTokenFileCredentialsProvider.builder()
            .stsClient(sts)
            .roleArn(role)
            .roleSessionName(settings.variable("AWS_ROLE_SESSION_NAME").orElse("create-dump"))
            .webIdentityTokenFile(Path.of(tokenFile))
            .build();
    return new Credentials("a web identity for " + role, provider, List.of(provider, sts));
  }

  private static @Nullable AwsCredentialsProvider keys(S3Settings settings) {
    Optional<String> id = settings.variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = settings.variable("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return null;
    }
    Optional<String> token = settings.variable("AWS_SESSION_TOKEN");
    return StaticCredentialsProvider.create(
        token.isPresent()
            ? AwsSessionCredentials.create(id.get(), secret.get(), token.get())
            : AwsBasicCredentials.create(id.get(), secret.get()));
  }

  @Override
  public void close() {
    for (AutoCloseable each : closeable) {
      try {
        each.close();
      } catch (Exception e) {
        // A client of the SDK that cannot be closed holds nothing that outlives the run.
      }
    }
  }
}
