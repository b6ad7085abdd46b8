package dev.createdump.engine.central;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.source.Remote;
import dev.createdump.engine.source.RemoteFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Reads files of git repositories elsewhere. A revision is fetched once and serves policy and
/// signature, so that both are of one commit.
final class GitReader implements PolicyReader, AutoCloseable {
  private final Access access;
  private String fetched = "";
  private @org.jspecify.annotations.Nullable RemoteFile file;

  GitReader(Access access) {
    this.access = access;
  }

  @Override
  public Optional<Answer> read(PolicyUri uri, String tag) throws UnreachableException, Failure {
    String asked = uri.location() + "@" + uri.revision();
    if (file == null || !fetched.equals(asked)) {
      close();
      file = fetch(uri);
      fetched = asked;
    }
    String commit = file.commit().hex();
    if (commit.equals(tag)) {
      return Optional.of(new Answer(null, tag));
    }
    Optional<byte[]> content = file.read(uri.path(), Access.MAX_BYTES + 1);
    if (content.isPresent() && content.get().length > Access.MAX_BYTES) {
      throw PolicyReader.tooLarge(uri);
    }
    return content.map(bytes -> new Answer(bytes, commit));
  }

  private RemoteFile fetch(PolicyUri uri) throws UnreachableException, Failure {
    switch (uri.scheme()) {
      case "git+https", "git+git" -> Addresses.of(host(uri));
      case "git+ssh", "git+file" -> {}
      default -> throw PolicyUri.refuse(uri.shown(), "git does not speak " + uri.scheme());
    }
    Remote remote = new Remote("policy", Secret.of(uri.gitUrl()), headers(uri));
    return RemoteFile.fetch(
            remote, uri.revision(), new Environment(access.variables()), access.deadline())
        .orElseThrow(
            () -> new UnreachableException("git could not fetch " + Shown.of(uri.revision())));
  }

  private static String host(PolicyUri uri) throws Failure.Policy {
    String host = java.net.URI.create(uri.gitUrl()).getHost();
    if (host == null) {
      throw PolicyUri.refuse(uri.shown(), "it names no host");
    }
    return host;
  }

  /// Forges take a token as the password of any user.
  private List<Secret> headers(PolicyUri uri) {
    if (!uri.scheme().equals("git+https") || access.token().isEmpty()) {
      return List.of();
    }
    String pair = "x-access-token:" + access.token().get().reveal();
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return List.of(Secret.of("Authorization: Basic " + encoded));
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
