package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.FileTree;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A private, bare git directory with an empty configuration that sees another repository's objects
/// and refs, and nothing else of it.
///
/// What a repository may configure to run or to change (external diffs, text conversion, filters,
/// hooks, fsmonitor, attributes, replaced objects, aliases) lives outside objects and refs, so no
/// list of switches has to be complete. What is fetched to deepen a shallow clone lands here and
/// leaves with it: the repository is never written to. It also belongs to the user who runs it, so
/// git has no doubt of its ownership.
final class Quarantine implements AutoCloseable {
  /// Only these ways to a remote; `ext::` and other helpers run commands.
  private static final String PROTOCOLS = "https:http:ssh:git:file";

  /// What a connection needs of the user's environment.
  private static final List<String> NETWORK_VARIABLES =
      List.of(
          "HOME",
          "SSH_AUTH_SOCK",
          "http_proxy",
          "https_proxy",
          "HTTPS_PROXY",
          "all_proxy",
          "ALL_PROXY",
          "no_proxy",
          "NO_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "GIT_SSL_CAINFO",
          "GIT_SSL_CAPATH");

  /// The name of each, before the number of its process.
  static final String PREFIX = "create-dump-git-";

  private final Path dir;
  private final GitDirectory repository;

  private Quarantine(Path dir, GitDirectory repository) {
    this.dir = dir;
    this.repository = repository;
  }

  /// Lays the directory out below the system's directory for temporary files.
  static Quarantine around(GitDirectory repository) throws Failure {
    try {
      Path dir = privateDirectory();
      Quarantine quarantine = new Quarantine(dir, repository);
      quarantine.layOut();
      return quarantine;
    } catch (IOException e) {
      throw new Failure.Source(
          "cannot look at " + repository.gitDir() + ": " + e.getMessage(),
          "A directory for temporary files must be writable (java.io.tmpdir, TMPDIR).",
          e);
    }
  }

  /// A new directory that only this user may enter. Its name need not be a secret, as creating it
  /// fails where it exists; the random one that Java would give costs as long as a process of git.
  private static Path privateDirectory() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    var ownersOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    String name = PREFIX + Long.toHexString(ProcessHandle.current().pid());
    for (int more = 0; ; more++) {
      try {
        return Files.createDirectory(
            parent.resolve(more == 0 ? name : name + "-" + more), ownersOnly);
      } catch (FileAlreadyExistsException e) {
        // Another dump of this process, or what a killed one left behind.
      }
    }
  }

  private void layOut() throws IOException, Failure {
    Files.createDirectories(dir.resolve("objects"));
    Files.writeString(dir.resolve("HEAD"), repository.head() + "\n");
    link("refs");
    RefFiles.mustBeFile(repository.commonDir().resolve("packed-refs"));
    link("packed-refs");
    link("reftable");
    if (repository.isShallow()) {
      Files.copy(repository.shallow(), dir.resolve("shallow"), StandardCopyOption.REPLACE_EXISTING);
    }
    configure();
  }

  /// Writes its configuration, also over what a fetch noted there of its remote.
  void configure() throws IOException {
    Files.writeString(dir.resolve("config"), config());
  }

  private void link(String name) throws IOException {
    Path target = repository.commonDir().resolve(name);
    if (Files.exists(target)) {
      Files.createSymbolicLink(dir.resolve(name), target);
    }
  }

  /// The whole configuration git sees. An attr.tree of nothing matters because newer versions read
  /// the attributes of a bare repository from HEAD.
  private String config() throws IOException {
    RepositoryFormat format = RepositoryFormat.read(repository.config());
    StringBuilder text = new StringBuilder("[core]\n\tbare = true\n");
    text.append("\trepositoryformatversion = ").append(format.isDefault() ? 0 : 1).append('\n');
    text.append("[attr]\n\ttree = ").append(format.emptyTree()).append('\n');
    if (!format.isDefault()) {
      text.append("[extensions]\n");
      text.append("\tobjectFormat = ").append(format.objects()).append('\n');
      if (!format.refs().equals("files")) {
        text.append("\trefStorage = ").append(format.refs()).append('\n');
      }
    }
    return text.toString();
  }

  /// The directory that `GIT_DIR` names.
  Path dir() {
    return dir;
  }

  /// The whole environment of every git process; nothing of the user's configuration is left in it.
  Map<String, String> environment(Map<String, String> inherited) {
    Map<String, String> variables = new TreeMap<>();
    for (String name : new String[] {"PATH", "TMPDIR", "SystemRoot"}) {
      String value = inherited.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    variables.put("GIT_DIR", dir.toString());
    variables.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(repository.objects().toString()));
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    variables.put("XDG_CONFIG_HOME", dir.toString());
    variables.put("GIT_ATTR_NOSYSTEM", "1");
    variables.put("GIT_NO_REPLACE_OBJECTS", "1");
    variables.put("GIT_NO_LAZY_FETCH", "1");
    variables.put("GIT_OPTIONAL_LOCKS", "0");
    variables.put("GIT_TERMINAL_PROMPT", "0");
    // A remote that falls silent is given up.
    variables.put("GIT_HTTP_LOW_SPEED_LIMIT", "1");
    variables.put("GIT_HTTP_LOW_SPEED_TIME", "60");
    variables.put("LC_ALL", "C");
    variables.put("TZ", "UTC");
    return variables;
  }

  /// The environment of those that speak to a remote.
  Map<String, String> networkEnvironment(Map<String, String> inherited, Remote remote) {
    Map<String, String> variables = new TreeMap<>(environment(inherited));
    for (String name : NETWORK_VARIABLES) {
      String value = inherited.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    variables.put("GIT_ALLOW_PROTOCOL", PROTOCOLS);
    variables.put("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    List<String> settings = new ArrayList<>();
    for (Secret header : remote.headers()) {
      settings.addAll(List.of("http.extraHeader", header.reveal()));
    }
    // A host that sends git elsewhere would send the headers with it.
    settings.addAll(List.of("http.followRedirects", settings.isEmpty() ? "initial" : "false"));
    for (int i = 0; i < settings.size(); i += 2) {
      variables.put("GIT_CONFIG_KEY_" + i / 2, settings.get(i));
      variables.put("GIT_CONFIG_VALUE_" + i / 2, settings.get(i + 1));
    }
    variables.put("GIT_CONFIG_COUNT", String.valueOf(settings.size() / 2));
    return variables;
  }

  /// What the last fetch brought.
  Optional<ObjectId> fetchHead() throws IOException {
    Path file = dir.resolve("FETCH_HEAD");
    String line = Files.isRegularFile(file) ? Files.readString(file) : "";
    int end = line.indexOf('\t');
    return end > 0 && ObjectId.isValid(line.substring(0, end))
        ? Optional.of(new ObjectId(line.substring(0, end)))
        : Optional.empty();
  }

  /// Where the history is cut off, as the repository says or the last fetch left it.
  Set<ObjectId> shallowCommits() throws Failure {
    Path file = dir.resolve("shallow");
    if (!Files.isRegularFile(file)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(ObjectId::isValid).map(ObjectId::new).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new Failure.Source(
          "cannot read " + repository.shallow() + ": " + e.getMessage(), "", e);
    }
  }

  /// Quotes a path as git reads it in a list of directories, where a colon separates.
  private static String quoted(String path) {
    return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  @Override
  public void close() {
    try {
      Abandoned.removeBeside(dir);
      FileTree.delete(dir);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + dir, e);
    }
  }
}
