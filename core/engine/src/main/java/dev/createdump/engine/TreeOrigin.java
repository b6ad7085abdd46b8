package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.WorkTreeState;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Git;
import dev.createdump.engine.source.GitDirectory;
import dev.createdump.engine.source.Gits;
import dev.createdump.engine.source.PointingRefs;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreePart;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.TreeSources;
import dev.createdump.engine.source.Uncommitted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a tree is from: its files, and what its repository says of them.
final class TreeOrigin implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final PointingRefs NO_REFS = new PointingRefs("", List.of());

  private final Path place;
  private final TreeSource source;
  private final CiContext.Repository repository;
  private final @Nullable Commit commit;
  private final PointingRefs refs;
  private final String below;
  private final @Nullable Background<Uncommitted> uncommitted;
  private final Share share;

  private TreeOrigin(
      Path place,
      TreeSource source,
      CiContext.Repository repository,
      @Nullable Commit commit,
      PointingRefs refs,
      String below,
      @Nullable Background<Uncommitted> uncommitted,
      Share share) {
    this.place = place;
    this.source = source;
    this.repository = repository;
    this.commit = commit;
    this.refs = refs;
    this.below = below;
    this.uncommitted = uncommitted;
    this.share = share;
  }

  /// Which paths are this tree's.
  ///
  /// @param directory from the top of the tree that was opened
  /// @param others directories whose paths are another's
  private record Share(String directory, Set<String> others) {
    static final Share ALL = new Share("", Set.of());

    boolean owns(String path) {
      String above = above(path);
      while (!above.isEmpty() && !above.equals(directory) && !others.contains(above)) {
        above = above(above);
      }
      return above.equals(directory);
    }

    private static String above(String path) {
      return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    int count(Set<String> paths) {
      int count = 0;
      for (String path : paths) {
        count += owns(path) ? 1 : 0;
      }
      return count;
    }
  }

  /// @throws Failure.Source where there is no such directory or revision
  static TreeOrigin open(TreeRequest request, Settings.Source how) throws Failure {
    Path root = directory(request.root());
    GitDirectory repository = repository(request, root);
    if (repository == null) {
      return new TreeOrigin(
          root,
          TreeSources.files(root, null, request.choice(), request.environment()),
          new CiContext.Repository("", "", nameOf(root), ""),
          null,
          NO_REFS,
          "",
          null,
          Share.ALL);
    }
    try (Git git = Gits.open(root, how, request.environment())) {
      CiContext.Repository name = RepositoryIdentity.of(request.ci(), git);
      Commit commit = commit(git, request.revision());
      TreeSource source =
          commit == null || request.revision().isEmpty()
              ? TreeSources.files(root, repository, request.choice(), request.environment())
              : TreeSources.revision(
                  root, repository, commit.id(), Gits.promisors(git, how), request.environment());
      String below = TreeSources.below(repository, root);
      if (commit == null) {
        PointingRefs branch = PointingRefs.ofNothing(repository);
        return new TreeOrigin(root, source, name, null, branch, below, null, Share.ALL);
      }
      // While files are read.
      Background<Uncommitted> uncommitted =
          isCheckedOut(source)
              ? Background.start(
                  "uncommitted",
                  () ->
                      Uncommitted.of(source, repository, commit.id(), below, request.environment()))
              : null;
      PointingRefs refs = PointingRefs.of(repository, commit.id(), request.environment());
      return new TreeOrigin(root, source, name, commit, refs, below, uncommitted, Share.ALL);
    }
  }

  private static boolean isCheckedOut(TreeSource source) {
    return source.kind() == TreeSource.Kind.WORK_TREE || source.kind() == TreeSource.Kind.INDEX;
  }

  private static Path directory(Path root) throws Failure {
    try {
      Path real = root.toRealPath();
      if (Files.isDirectory(real)) {
        return real;
      }
      throw new Failure.Source(
          root + " is no directory", "Name the directory it is in, and the file with --files.");
    } catch (IOException e) {
      // Said below.
    }
    throw new Failure.Source("there is no directory " + root, "Name an existing directory.");
  }

  /// The repository the files are of; null for files outside any.
  private static @Nullable GitDirectory repository(TreeRequest request, Path root) throws Failure {
    boolean wanted = !request.revision().isEmpty() || request.choice() == TreeSources.Choice.INDEX;
    if (!wanted && request.choice() != TreeSources.Choice.EVERYTHING && GitDirectory.isBare(root)) {
      throw new Failure.Source(
          request.root() + " is a bare repository, of which nothing is checked out",
          "Name a revision, such as --rev HEAD; --all-files takes git's own files.");
    }
    return wanted || GitDirectory.workTreeOf(root).isPresent() ? GitDirectory.find(root) : null;
  }

  private static @Nullable Commit commit(Git git, String revision) throws Failure {
    var commit = git.commit(revision.isEmpty() ? "HEAD" : revision);
    if (commit.isEmpty() && !revision.isEmpty()) {
      throw new Failure.Source(
          "there is no commit " + revision, "Fetch it, or name another with --rev.");
    }
    return commit.orElse(null);
  }

  private static String nameOf(Path root) {
    Path name = root.getFileName();
    return name == null ? "root" : name.toString();
  }

  /// A directory in which git finds the repository. That of a part need not be there, as the part
  /// may be of another revision.
  Path place() {
    return place;
  }

  /// Whether a path that is no longer there was one of this tree, and not of another part.
  ///
  /// @param path from the top of this tree
  boolean owns(String path) {
    return share.owns(share.directory().isEmpty() ? path : share.directory() + "/" + path);
  }

  TreeSource source() {
    return source;
  }

  /// What to say where there is nothing to be dumped.
  List<String> emptiness(TreeRequest request) throws Failure {
    if (!source.entries().isEmpty()) {
      return List.of();
    }
    boolean tracked =
        source.kind() == TreeSource.Kind.WORK_TREE
            && request.choice() == TreeSources.Choice.TRACKED;
    return List.of(
        tracked
            ? "git tracks no file here; --untracked takes those that it does not ignore, --all-files"
                + " all"
            : "there is no file here");
  }

  /// The directory of the repository that the tree is; empty for its top and outside any.
  String below() {
    return below;
  }

  CiContext.Repository repository() {
    return repository;
  }

  @Nullable Commit commit() {
    return commit;
  }

  /// A part of the same tree.
  ///
  /// @param entries what belongs to it, as this tree lists them
  /// @param directory its directory from the top of this tree; empty for that itself
  /// @param parts the directories of all parts
  TreeOrigin part(List<TreeEntry> entries, String directory, Set<String> parts) {
    String whole =
        below.isEmpty() || directory.isEmpty() ? below + directory : below + "/" + directory;
    return new TreeOrigin(
        place,
        new TreePart(source, directory, entries),
        repository,
        commit,
        refs,
        whole,
        uncommitted,
        new Share(directory, parts));
  }

  /// What the dumps of several parts are called together.
  String batch(TreeRequest request) {
    return name(request, "batch");
  }

  /// What the dump says of it.
  ///
  /// @param notes takes what else should be known of it
  TreeBuilder.About about(
      TreeRequest request, Settings settings, List<String> notes, TreeHistory history)
      throws Failure.Cancelled {
    WorkTreeState state = state(request, notes);
    unresolved(notes);
    String slug =
        repository.owner().isEmpty()
            ? repository.name()
            : repository.owner() + "/" + repository.name();
    String what = below.isEmpty() ? slug : slug + "/" + below;
    String title = settings.report().title();
    return new TreeBuilder.About(
        dumpName(request, settings),
        title.isEmpty() ? what : title,
        repository,
        source.kind().label(),
        below,
        commit,
        source.kind() == TreeSource.Kind.REVISION ? new PointingRefs("", refs.tags()) : refs,
        commit != null && isCheckedOut(source) && refs.branch().isEmpty(),
        state,
        notes,
        request.detail().instructions(),
        history,
        request.toolVersion());
  }

  /// Says that a merge is not finished.
  private void unresolved(List<String> notes) {
    int count = source.conflicts().size();
    if (count > 0) {
      notes.add(
          count
              + (count == 1 ? " path has" : " paths have")
              + " conflicts of a merge that is not finished; dumped is "
              + (source.kind() == TreeSource.Kind.INDEX ? "our version" : "what is on disk"));
    }
  }

  private @Nullable WorkTreeState state(TreeRequest request, List<String> notes)
      throws Failure.Cancelled {
    if (uncommitted == null) {
      return null;
    }
    try {
      Uncommitted all = uncommitted.get();
      boolean looked = request.choice() == TreeSources.Choice.UNTRACKED;
      return new WorkTreeState(
          share.count(all.differing()), looked ? share.count(all.untracked()) : -1);
    } catch (Failure.Cancelled e) {
      throw e;
    } catch (Failure e) {
      notes.add("what differs from the commit is not known: " + e.getMessage());
      return null;
    }
  }

  /// What the dump is called.
  String dumpName(TreeRequest request, Settings settings) {
    String chosen = settings.output().name();
    return chosen.isEmpty() ? name(request, "all_create_dump") : chosen;
  }

  /// The directory's name and a time: of a revision its own, else that of the run.
  private String name(TreeRequest request, String what) {
    boolean fixed = commit != null && source.kind() == TreeSource.Kind.REVISION;
    Instant time =
        fixed && commit != null
            ? Instant.ofEpochSecond(commit.committedAt())
            : request.clock().now();
    String directory = below.isEmpty() ? repository.name() : below;
    // A secret within a directory's name must not stand in those of files.
    boolean secret = !Redactor.standalone(directory).value().equals(directory);
    String stem = secret ? "tree" : DumpName.plain(directory.replace('/', '-'));
    return stem + "_" + what + "_" + (request.detail().watched() ? "latest" : STAMP.format(time));
  }

  @Override
  public void close() {
    if (uncommitted != null) {
      uncommitted.stop();
    }
    source.close();
  }
}
