package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// Reads a repository within this process, for machines without a `git` program. Looks through the
/// same {@link Quarantine} as {@link GitProgram}, so that it obeys no configuration either.
///
/// It never talks to a remote: {@link #fetch} gives nothing. It looks for renames of regular files
/// only, and for no copies. SHA-256 object names are beyond it.
public final class JGitRepository implements Git {
  private final GitDirectory directory;
  private final Quarantine quarantine;
  private final FileRepository repository;

  private JGitRepository(GitDirectory directory, Quarantine quarantine, FileRepository repository) {
    this.directory = directory;
    this.quarantine = quarantine;
    this.repository = repository;
  }

  /// Opens the repository that a directory lies in.
  ///
  /// @throws Failure.Source where it cannot be read, or has SHA-256 object names
  public static JGitRepository open(GitDirectory directory) throws Failure {
    JGitSystem.install();
    try {
      if (!RepositoryFormat.read(directory.config()).objects().equals("sha1")) {
        throw new Failure.Source(
            directory.gitDir() + " has SHA-256 object names, which the built-in reader cannot read",
            "Install git, and leave source.git at \"auto\" or set it to \"program\".");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    Quarantine quarantine = Quarantine.around(directory);
    try {
      FileRepositoryBuilder builder = new FileRepositoryBuilder();
      builder
          .setGitDir(quarantine.dir().toFile())
          .setBare()
          // Not as an alternate: JGit opens the repository around one, with its configuration.
          .setObjectDirectory(directory.objects().toFile())
          .setup();
      return new JGitRepository(directory, quarantine, new FileRepository(builder));
    } catch (IOException | RuntimeException e) {
      quarantine.close();
      throw unreadable(e);
    }
  }

  private static Failure.Source unreadable(Exception e) {
    return new Failure.Source(
        "cannot read the repository: " + e.getMessage(),
        "It may be damaged or incomplete; check out again with all files and the whole history.",
        e);
  }

  @Override
  public GitDirectory directory() {
    return directory;
  }

  @Override
  public Optional<Commit> commit(String revision) throws Failure {
    if (!RevisionText.isPlain(revision)) {
      return Optional.empty();
    }
    try {
      org.eclipse.jgit.lib.ObjectId id =
          repository.resolve(NotedHeads.spelledOut(directory, spelledOut(revision)) + "^{commit}");
      return id == null
          ? Optional.empty()
          : Optional.of(
              CommitParser.parse(
                  new ObjectId(id.name()),
                  repository.open(id, Constants.OBJ_COMMIT).getCachedBytes()));
    } catch (AmbiguousObjectException
        | IncorrectObjectTypeException
        | MissingObjectException
        | RevisionSyntaxException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  /// JGit knows no `@` for HEAD.
  private static String spelledOut(String revision) {
    boolean at = revision.matches("@([~^].*)?");
    return at ? "HEAD" + revision.substring(1) : revision;
  }

  @Override
  public List<ObjectId> mergeBases(ObjectId one, ObjectId other) throws Failure {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(id(one)));
      walk.markStart(walk.parseCommit(id(other)));
      List<RevCommit> bases = new ArrayList<>();
      for (RevCommit base : walk) {
        bases.add(base);
      }
      bases.sort(
          Comparator.comparingInt((RevCommit base) -> -base.getCommitTime())
              .thenComparing(RevCommit::name));
      return bases.stream().map(base -> new ObjectId(base.name())).toList();
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void log(@Nullable ObjectId base, ObjectId head, CommitVisitor visitor) throws Failure {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.sort(RevSort.COMMIT_TIME_DESC);
      walk.markStart(walk.parseCommit(id(head)));
      if (base != null) {
        walk.markUninteresting(walk.parseCommit(id(base)));
      }
      for (RevCommit commit : walk) {
        walk.parseBody(commit);
        visitor.visit(CommitParser.parse(new ObjectId(commit.name()), commit.getRawBuffer()));
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  @Override
  public ObjectId emptyTree() throws Failure {
    return RepositoryFormat.emptyTreeOf(directory);
  }

  @Override
  public void diff(ObjectId from, ObjectId to, DiffOptions options, DiffSink sink) throws Failure {
    try (JGitDiff diff = new JGitDiff(repository.newObjectReader(), options.renameLimit())) {
      diff.deliverTo(sink, id(from), id(to));
    } catch (SinkStream.Refused e) {
      throw e.failure();
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Optional<byte[]> file(ObjectId commit, String path, int max) throws Failure {
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk found =
            path.isEmpty()
                ? null
                : TreeWalk.forPath(repository, path, walk.parseCommit(id(commit)).getTree())) {
      return found == null || found.getFileMode(0).getObjectType() != Constants.OBJ_BLOB
          ? Optional.empty()
          : Optional.of(blobHead(new ObjectId(found.getObjectId(0).name()), max));
    } catch (IOException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Optional<byte[]> blob(ObjectId blob, int max) throws Failure {
    try {
      ObjectLoader loader = open(blob);
      return loader.getSize() <= max ? Optional.of(loader.getCachedBytes(max)) : Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public byte[] blobHead(ObjectId blob, int max) throws Failure {
    try (ObjectStream in = open(blob).openStream()) {
      return in.readNBytes(max);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public InputStream openBlob(ObjectId blob) throws Failure {
    try {
      return open(blob).openStream();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private ObjectLoader open(ObjectId blob) throws Failure, IOException {
    try {
      return repository.open(id(blob), Constants.OBJ_BLOB);
    } catch (MissingObjectException e) {
      throw new Failure.Source(
          "the blob " + blob + " is missing from the repository", MissingBlobs.FETCH_ALL, e);
    }
  }

  /// Gives nothing: a machine that is to fetch needs the `git` program.
  @Override
  public Optional<ObjectId> fetch(Remote remote, String wanted, int depth) {
    return Optional.empty();
  }

  /// Does nothing, for the same reason.
  @Override
  public void bringMissingBlobsFrom(Remote remote) {}

  @Override
  public Set<ObjectId> shallowCommits() throws Failure {
    return quarantine.shallowCommits();
  }

  @Override
  public List<Remote> remotes() throws Failure {
    try {
      return JGitRemotes.read(directory);
    } catch (IOException | ConfigInvalidException e) {
      throw new Failure.Source("cannot read the list of remotes: " + e.getMessage(), "", e);
    }
  }

  private static org.eclipse.jgit.lib.ObjectId id(ObjectId id) {
    return org.eclipse.jgit.lib.ObjectId.fromString(id.hex());
  }

  @Override
  public void close() {
    repository.close();
    quarantine.close();
  }
}
