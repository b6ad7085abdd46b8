package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.FileMode;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What git knows of a tree, asked of the `git` program within a {@link Quarantine}: a revision,
/// the index, or the names that the index tracks in a work tree.
final class GitTree implements TreeSource {
  private static final byte[] NOTHING = {};
  private static final char OURS = '2';
  private static final String CLOSED = "warning: could not open directory '";
  private static final List<String> STAGED = List.of("ls-files", "-z", "--stage");

  private final Kind kind;
  private final Quarantine quarantine;
  private final Map<String, String> environment;
  private final List<TreeEntry> entries;
  private final Set<RepoPath> conflicts;
  private final Set<RepoPath> intended;
  private final @Nullable MissingBlobs missing;

  private GitTree(
      Kind kind,
      Quarantine quarantine,
      Map<String, String> environment,
      List<TreeEntry> entries,
      Set<RepoPath> conflicts,
      Set<RepoPath> intended,
      @Nullable MissingBlobs missing) {
    this.kind = kind;
    this.quarantine = quarantine;
    this.environment = environment;
    this.entries = entries;
    this.conflicts = conflicts;
    this.intended = intended;
    this.missing = missing;
  }

  /// The tree of a commit.
  ///
  /// @param below the directory in it that is taken, empty for all
  /// @param promisors the remote that is asked for content that is missing, if any
  static GitTree revision(
      GitDirectory directory,
      ObjectId commit,
      String below,
      List<Remote> promisors,
      Environment variables)
      throws Failure {
    Quarantine quarantine = Quarantine.around(directory);
    Map<String, String> environment = quarantine.environment(variables.variables());
    List<TreeEntry> entries =
        list(
            quarantine,
            environment,
            below,
            new HashSet<>(),
            List.of("ls-tree", "-r", "-z", "--full-tree", commit.hex()));
    MissingBlobs missing =
        promisors.isEmpty()
            ? null
            : new MissingBlobs(quarantine, variables.variables(), promisors.getFirst());
    return new GitTree(
        Kind.REVISION, quarantine, environment, entries, Set.of(), Set.of(), missing);
  }

  /// What is staged.
  static GitTree index(GitDirectory directory, String below, Environment variables) throws Failure {
    Quarantine quarantine = Quarantine.around(directory);
    Map<String, String> environment = withIndex(quarantine, directory, variables);
    Set<RepoPath> conflicts = new HashSet<>();
    List<TreeEntry> entries = staged(quarantine, environment, below, conflicts);
    Set<RepoPath> intended = intended(directory, quarantine, environment, below, entries);
    return new GitTree(Kind.INDEX, quarantine, environment, entries, conflicts, intended, null);
  }

  /// Those among the empty files of the index that git does not count as added.
  private static Set<RepoPath> intended(
      GitDirectory directory,
      Quarantine quarantine,
      Map<String, String> environment,
      String below,
      List<TreeEntry> entries)
      throws Failure {
    Set<RepoPath> empty = new HashSet<>();
    for (TreeEntry entry : entries) {
      if (entry.id() != null && RepositoryFormat.isEmptyBlob(entry.id())) {
        empty.add(entry.path());
      }
    }
    if (!empty.isEmpty()) {
      List<String> arguments = new ArrayList<>(List.of("diff-index", "--cached", "--name-only"));
      arguments.addAll(List.of("-z", "--no-renames", "--ita-invisible-in-index"));
      arguments.add(RepositoryFormat.emptyTreeOf(directory).hex());
      for (TreeEntry added : list(quarantine, environment, below, null, arguments)) {
        empty.remove(added.path());
      }
    }
    return empty;
  }

  /// The entries of the index.
  ///
  /// @param environment one with that index
  /// @param conflicts receives those of which it holds several versions; listed is ours
  static List<TreeEntry> staged(
      Quarantine quarantine, Map<String, String> environment, String below, Set<RepoPath> conflicts)
      throws Failure {
    return list(quarantine, environment, below, conflicts, STAGED);
  }

  /// What git tracks in a work tree, as it is on disk.
  ///
  /// @param untracked whether files that it neither tracks nor ignores are taken too
  static DiskTree workTree(
      GitDirectory directory, Path root, String below, boolean untracked, Environment variables)
      throws Failure {
    try (Quarantine quarantine = Quarantine.around(directory)) {
      Map<String, String> environment = withIndex(quarantine, directory, variables);
      Set<RepoPath> conflicts = new HashSet<>();
      List<TreeEntry> entries = staged(quarantine, environment, below, conflicts);
      entries.replaceAll(GitTree::onDisk);
      Set<RepoPath> others = new HashSet<>();
      Path workTree = directory.workTreeOrNull();
      if (untracked && workTree != null) {
        environment.put("GIT_WORK_TREE", workTree.toString());
        List<String> arguments =
            new ArrayList<>(
                List.of("ls-files", "-z", "--others", "--exclude-per-directory=.gitignore"));
        for (Path file : ignoreFiles(directory, quarantine, variables)) {
          arguments.add("--exclude-from=" + file);
        }
        Listed listed = listed(quarantine, environment, arguments);
        List<TreeEntry> found = parse(listed.output(), bytes(below), null);
        found.addAll(parse(closed(listed.errors()), bytes(below), null));
        for (TreeEntry entry : found) {
          entries.add(entry);
          others.add(entry.path());
        }
        Collections.sort(entries);
      }
      return new DiskTree(Kind.WORK_TREE, root, entries, others, conflicts);
    }
  }

  /// What the index names may differ from what is on disk.
  private static TreeEntry onDisk(TreeEntry entry) {
    return entry.hasContent() ? new TreeEntry(entry.path(), entry.mode(), null) : entry;
  }

  /// Those beside the `.gitignore` files: the repository's own and the user's (gitignore(5)).
  private static List<Path> ignoreFiles(
      GitDirectory directory, Quarantine quarantine, Environment variables) throws Failure {
    List<Path> files = new ArrayList<>();
    files.add(directory.commonDir().resolve("info/exclude").toAbsolutePath());
    files.add(usersIgnoreFile(quarantine, variables).toAbsolutePath());
    files.removeIf(file -> !Files.isRegularFile(file));
    return files;
  }

  /// The file that core.excludesFile names, in what the user or the system configures and not the
  /// repository; else the usual one.
  private static Path usersIgnoreFile(Quarantine quarantine, Environment variables) throws Failure {
    String home = variables.get("HOME").orElse("");
    String config = variables.get("XDG_CONFIG_HOME").orElse(home + "/.config");
    Map<String, String> own = new TreeMap<>(quarantine.environment(variables.variables()));
    own.keySet().removeAll(List.of("GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL"));
    own.put("HOME", home);
    own.put("XDG_CONFIG_HOME", config);
    variables.get("GIT_CONFIG_GLOBAL").ifPresent(file -> own.put("GIT_CONFIG_GLOBAL", file));
    List<String> question = List.of("config", "-z", "--type=path", "--get", "core.excludesFile");
    try (GitProcess git = GitProcess.start(quarantine.dir(), own, question)) {
      String named = new String(git.output().readAllBytes(), StandardCharsets.UTF_8);
      return git.await() == 0 && named.length() > 1
          ? Path.of(named.substring(0, named.length() - 1))
          : Path.of(config, "git", "ignore");
    } catch (IOException | InvalidPathException e) {
      return Path.of(config, "git", "ignore");
    }
  }

  /// The environment in which git sees the repository's own index.
  static Map<String, String> withIndex(
      Quarantine quarantine, GitDirectory directory, Environment variables) throws Failure {
    Map<String, String> environment = new TreeMap<>(quarantine.environment(variables.variables()));
    Path gitDir = directory.gitDir().toAbsolutePath();
    environment.put("GIT_INDEX_FILE", gitDir.resolve("index").toString());
    // A split index (git-update-index(1)) is looked for beside the configuration.
    try (DirectoryStream<Path> shared = Files.newDirectoryStream(gitDir, "sharedindex.*")) {
      for (Path part : shared) {
        Files.createSymbolicLink(quarantine.dir().resolve(part.getFileName()), part);
      }
    } catch (IOException e) {
      throw new Failure.Source("cannot look at " + gitDir + ": " + e.getMessage(), "", e);
    }
    return environment;
  }

  private static List<TreeEntry> list(
      Quarantine quarantine,
      Map<String, String> environment,
      String below,
      @Nullable Set<RepoPath> conflicts,
      List<String> arguments)
      throws Failure {
    return parse(listed(quarantine, environment, arguments).output(), bytes(below), conflicts);
  }

  private static byte[] bytes(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
  }

  /// What git wrote.
  private record Listed(byte[] output, String errors) {}

  private static Listed listed(
      Quarantine quarantine, Map<String, String> environment, List<String> arguments)
      throws Failure {
    try (GitProcess git = GitProcess.start(quarantine.dir(), environment, arguments)) {
      byte[] output = git.output().readAllBytes();
      if (git.await() != 0) {
        throw git.failure("The repository may be damaged; try `git fsck`.");
      }
      return new Listed(output, git.errors());
    } catch (IOException e) {
      throw new Failure.Source("cannot read the list of files: " + e.getMessage(), "", e);
    }
  }

  /// The directories that git could not look into, each with a zero behind it.
  private static byte[] closed(String errors) {
    StringBuilder closed = new StringBuilder();
    for (String line : errors.split("\n")) {
      int end = line.lastIndexOf("': ");
      if (line.startsWith(CLOSED) && end > CLOSED.length()) {
        closed.append(line, CLOSED.length(), end).append('\0');
      }
    }
    return bytes(closed.toString());
  }

  /// Reads paths that end with a zero.
  ///
  /// @param conflicts where `MODE ID STAGE` or `MODE TYPE ID` and a tab stand before each, receives
  ///     those with another stage than 0; null where nothing does
  private static List<TreeEntry> parse(
      byte[] output, byte[] below, @Nullable Set<RepoPath> conflicts) {
    List<TreeEntry> entries = new ArrayList<>();
    byte[] last = NOTHING;
    int start = 0;
    for (int i = 0; i < output.length; i++) {
      if (output[i] != 0) {
        continue;
      }
      int tab = conflicts != null ? tab(output, start) : start - 1;
      // What is not tracked and ends in a slash is a directory that git does not list.
      int end = i > start && output[i - 1] == '/' ? i - 1 : i;
      byte[] path = Arrays.copyOfRange(output, tab + 1, end);
      if (isBelow(path, below)) {
        byte[] name =
            below.length == 0 ? path : Arrays.copyOfRange(path, below.length + 1, path.length);
        String facts =
            conflicts == null
                ? ""
                : new String(output, start, tab - start, StandardCharsets.US_ASCII);
        TreeEntry entry = entry(RepoPath.of(name), facts);
        char stage = stage(facts);
        // A path with conflicts stands there once a stage: what both sides began with, ours,
        // theirs.
        if (!Arrays.equals(path, last)) {
          entries.add(entry);
        } else if (stage == OURS) {
          entries.set(entries.size() - 1, entry);
        }
        if (conflicts != null && stage != '0') {
          conflicts.add(entry.path());
        }
        last = path;
      }
      start = i + 1;
    }
    return entries;
  }

  private static int tab(byte[] output, int from) {
    int tab = from;
    while (output[tab] != '\t') {
      tab++;
    }
    return tab;
  }

  /// Of what is in no index as if nothing were the matter.
  private static char stage(String facts) {
    int last = facts.length() - 1;
    return last > 0 && facts.charAt(last - 1) == ' ' ? facts.charAt(last) : '0';
  }

  /// @param facts empty where nothing but the name is known
  private static TreeEntry entry(RepoPath path, String facts) {
    if (facts.isEmpty()) {
      return new TreeEntry(path, FileMode.REGULAR, null);
    }
    String[] parts = facts.split(" ");
    String id = ObjectId.isValid(parts[1]) ? parts[1] : parts[2];
    return new TreeEntry(path, Integer.parseInt(parts[0], 8), new ObjectId(id));
  }

  private static boolean isBelow(byte[] path, byte[] below) {
    return below.length == 0
        || (path.length > below.length + 1
            && path[below.length] == '/'
            && Arrays.equals(path, 0, below.length, below, 0, below.length));
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public Set<RepoPath> conflicts() {
    return conflicts;
  }

  @Override
  public Set<RepoPath> intended() {
    return intended;
  }

  @Override
  public Reader reader() throws Failure {
    return new BlobReader(
        arguments -> GitProcess.start(quarantine.dir(), environment, arguments), missing);
  }

  @Override
  public void close() {
    if (missing != null) {
      missing.close();
    }
    quarantine.close();
  }
}
