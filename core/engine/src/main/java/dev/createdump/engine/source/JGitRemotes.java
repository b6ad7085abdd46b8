package dev.createdump.engine.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/// Reads the remotes of a configuration file without git; includes are not followed.
final class JGitRemotes {
  private JGitRemotes() {}

  static List<Remote> read(GitDirectory directory) throws IOException, ConfigInvalidException {
    if (!Files.isRegularFile(directory.config())) {
      return List.of();
    }
    Config config = new Config();
    config.fromText(new String(Files.readAllBytes(directory.config()), StandardCharsets.UTF_8));
    List<RemoteConfig.Entry> entries = new ArrayList<>();
    for (String remote : config.getSubsections("remote")) {
      for (String url : config.getStringList("remote", remote, "url")) {
        entries.add(new RemoteConfig.Entry("remote." + remote + ".url", url));
      }
    }
    for (String prefix : config.getSubsections("http")) {
      for (String header : config.getStringList("http", prefix, "extraheader")) {
        entries.add(new RemoteConfig.Entry("http." + prefix + ".extraheader", header));
      }
    }
    return RemoteConfig.of(entries, directory);
  }
}
