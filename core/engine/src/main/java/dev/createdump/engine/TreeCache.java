package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.cache.CacheDirectory;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.cache.ToolIdentity;
import dev.createdump.engine.policy.CacheSettings;
import dev.createdump.engine.policy.Keys;
import dev.createdump.engine.policy.Origin;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run over a tree may take from earlier ones, and keeps for later ones. A run whose files
/// nobody scans keeps nothing: it cannot tell what is a secret.
final class TreeCache {
  private final @Nullable CacheDirectory directory;
  private final List<String> remarks;

  private TreeCache(@Nullable CacheDirectory directory, List<String> remarks) {
    this.directory = directory;
    this.remarks = remarks;
  }

  /// @throws Failure.Policy where a file of the repository names the directory
  static TreeCache of(TreeRequest request, Resolved config) throws Failure.Policy {
    CacheSettings settings = config.settings().cache();
    Origin origin = config.origin(Keys.CACHE_DIR);
    if (origin instanceof Origin.InFile || origin instanceof Origin.InProfile) {
      throw new Failure.Policy(
          "cache.dir stands in "
              + origin.describe()
              + ", and no file may say where it is known which files hold no secret",
          "Give it by --cache-dir or CREATE_DUMP_CACHE_DIR.");
    }
    boolean named = !settings.dir().isEmpty();
    if (!settings.use()
        || !config.settings().scan().secrets()
        || (!named && request.environment().get("CI").isPresent())) {
      return new TreeCache(null, List.of());
    }
    List<String> remarks = new ArrayList<>();
    Optional<CacheDirectory> directory =
        CacheDirectory.open(request.environment(), settings.dir(), settings.maxSize(), remarks);
    return new TreeCache(directory.orElse(null), remarks);
  }

  /// Why there is none, where there should be.
  List<String> remarks() {
    return remarks;
  }

  /// What is known of the files of a tree.
  ///
  /// @param rules the digest of the files, and those of the plugins, that change what is looked for
  FileFacts facts(TreeRequest request, Settings settings, TreeSource source, String rules)
      throws Failure {
    if (directory == null) {
      return FileFacts.none();
    }
    MessageDigest digest = Digests.newSha256();
    add(digest, "facts", ToolIdentity.of(request.toolVersion()), source.kind().label());
    add(digest, real(request.root()), rules, String.valueOf(settings.output().maxFileSize()));
    add(digest, String.valueOf(settings.tree().strip().contains(TreeSettings.Strip.COMMENTS)));
    add(digest, settings.scan().patterns().toArray(new String[0]));
    return FileFacts.of(directory, digest.digest(), source.entries());
  }

  /// Adds texts so that none can be taken for two.
  private static void add(MessageDigest digest, String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
  }

  private static String real(Path root) {
    try {
      return root.toRealPath().toString();
    } catch (IOException e) {
      return root.toAbsolutePath().toString();
    }
  }
}
