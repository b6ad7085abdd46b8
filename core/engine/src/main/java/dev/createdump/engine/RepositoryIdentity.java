package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.Remote;
import java.util.List;

/// What a repository is called: by the CI system, else by its remote, else by its directory.
final class RepositoryIdentity {
  private RepositoryIdentity() {}

  static CiContext.Repository of(CiContext ci, Git git) throws Failure {
    if (ci.repository() != null) {
      return ci.repository();
    }
    List<Remote> remotes = git.remotes();
    for (Remote remote : remotes) {
      if (remote.name().equals("origin") || remotes.size() == 1) {
        return ofUrl(remote.url().reveal(), git);
      }
    }
    return new CiContext.Repository("", "", git.directory().directoryName(), "");
  }

  /// Reads `scheme://[user@]host[:port]/owner/name[.git]` and `[user@]host:owner/name[.git]`. User
  /// information is dropped: it may be a credential. A local path has no host and no owner.
  private static CiContext.Repository ofUrl(String url, Git git) {
    int scheme = url.indexOf("://");
    String rest = scheme < 0 ? url : url.substring(scheme + 3);
    int slash = rest.indexOf('/');
    int colon = rest.indexOf(':');
    boolean scp = scheme < 0 && colon > 0 && (slash < 0 || colon < slash);
    boolean local = scheme < 0 && !scp;
    if (local || url.startsWith("file:")) {
      return new CiContext.Repository("", "", git.directory().directoryName(), "");
    }
    int end = scp ? colon : slash;
    String authority = end < 0 ? rest : rest.substring(0, end);
    String path = end < 0 ? "" : rest.substring(end + 1);
    String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d+$", "");
    String plain = path.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
    int last = plain.lastIndexOf('/');
    String name = plain.substring(last + 1);
    return new CiContext.Repository(
        host,
        last < 0 ? "" : plain.substring(0, last),
        name.isEmpty() ? git.directory().directoryName() : name,
        "");
  }
}
