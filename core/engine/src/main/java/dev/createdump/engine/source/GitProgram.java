package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a repository with the `git` program, from within a {@link Quarantine}.
public final class GitProgram implements Git {
  /// Commits are small; a larger object under a commit's name is an attack on memory.
  private static final int MAX_COMMIT_BYTES = 16 << 20;

  private final GitDirectory directory;
  private final Quarantine quarantine;
  private final Map<String, String> inherited;
  private final Map<String, String> environment;
  private final TreeLookup trees = new TreeLookup((name, max) -> reader().read(name, max));
  private @Nullable ObjectReader reader;
  private @Nullable MissingBlobs missing;
  private @Nullable Duration fetchLimit;

  private GitProgram(GitDirectory directory, Quarantine quarantine, Environment environment) {
    this.directory = directory;
    this.quarantine = quarantine;
    this.inherited = environment.variables();
    this.environment = quarantine.environment(inherited);
  }

  /// Opens the repository that a directory lies in.
  public static GitProgram open(GitDirectory directory, Environment environment) throws Failure {
    return new GitProgram(directory, Quarantine.around(directory), environment);
  }

  /// Ends every fetch that takes longer.
  GitProgram within(Duration limit) {
    fetchLimit = limit;
    return this;
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
    if (!ObjectId.isValid(revision)) {
      RefFiles.check(directory, revision);
    }
    return reader()
        .read(NotedHeads.spelledOut(directory, revision) + "^{commit}", MAX_COMMIT_BYTES)
        .map(object -> CommitParser.parse(object.id(), object.head()));
  }

  @Override
  public List<ObjectId> mergeBases(ObjectId one, ObjectId other) throws Failure {
    try (GitProcess git = start("merge-base", "--all", one.hex(), other.hex())) {
      List<ObjectId> bases = new ArrayList<>();
      for (String line : lines(git)) {
        bases.add(new ObjectId(line));
      }
      // Status 1 means that there is none; anything higher, that git could not tell.
      if (git.await() > 1) {
        throw git.failure("The repository may be damaged; try `git fsck`.");
      }
      return bases;
    }
  }

  @Override
  public void log(@Nullable ObjectId base, ObjectId head, CommitVisitor visitor) throws Failure {
    List<String> arguments = new ArrayList<>(List.of("rev-list", head.hex()));
    if (base != null) {
      arguments.add("^" + base.hex());
    }
    try (GitProcess git = start(arguments)) {
      BufferedReader names =
          new BufferedReader(new InputStreamReader(git.output(), StandardCharsets.US_ASCII));
      for (String name = names.readLine(); name != null; name = names.readLine()) {
        visitor.visit(
            commit(name)
                .orElseThrow(() -> git.failure("A commit of the change is missing; fetch it.")));
      }
      if (git.await() != 0) {
        throw git.failure("The history between base and head may be incomplete; fetch it whole.");
      }
    } catch (IOException e) {
      throw new Failure.Source("cannot read the list of commits: " + e.getMessage(), "", e);
    }
  }

  @Override
  public ObjectId emptyTree() throws Failure {
    return RepositoryFormat.emptyTreeOf(directory);
  }

  @Override
  public void diff(ObjectId from, ObjectId to, DiffOptions options, DiffSink sink) throws Failure {
    try (DiffRun run = new DiffRun(this::start, from, to, options)) {
      if (missing != null) {
        missing.bringThoseOf(from, to);
      }
      run.deliverTo(sink);
    } catch (IOException e) {
      throw new Failure.Source("cannot read the diff: " + e.getMessage(), "", e);
    }
  }

  @Override
  public Optional<byte[]> file(ObjectId commit, String path, int max) throws Failure {
    // One line is one question; `./` would mean the directory git runs in.
    if (path.indexOf('\n') >= 0 || path.startsWith("./") || path.startsWith("../")) {
      return Optional.empty();
    }
    Optional<ObjectReader.Found> found = reader().read(commit.hex() + ":" + path, max);
    if (found.isPresent()) {
      return found.filter(ObjectReader.Found::isBlob).map(ObjectReader.Found::head);
    }
    Optional<ObjectId> blob = trees.blob(commit, path);
    return blob.isPresent() ? Optional.of(blobHead(blob.get(), max)) : Optional.empty();
  }

  @Override
  public Optional<byte[]> blob(ObjectId blob, int max) throws Failure {
    ObjectReader.Found found = read(blob, max);
    return found.size() <= max ? Optional.of(found.head()) : Optional.empty();
  }

  @Override
  public byte[] blobHead(ObjectId blob, int max) throws Failure {
    return read(blob, max).head();
  }

  private ObjectReader.Found read(ObjectId blob, int max) throws Failure {
    Optional<ObjectReader.Found> found = reader().read(blob.hex(), max);
    if (found.isEmpty() && missing != null) {
      missing.bring(List.of(blob));
      found = reader().read(blob.hex(), max);
    }
    return found.orElseThrow(
        () ->
            new Failure.Source(
                "the blob " + blob + " is missing from the repository", MissingBlobs.FETCH_ALL));
  }

  @Override
  public InputStream openBlob(ObjectId blob) throws Failure {
    if (missing != null) {
      missing.bringMissingOf(Set.of(blob));
    }
    return new GitOutput(start("cat-file", "blob", blob.hex()));
  }

  @Override
  public Optional<ObjectId> fetch(Remote remote, String wanted, int depth) throws Failure {
    if (!RevisionText.isFetchable(wanted)) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags"));
    arguments.addAll(List.of("--no-recurse-submodules", "--no-auto-gc", "--depth=" + depth));
    if (directory.isPartial()) {
      // The remote takes what is left out here for known, and would send differences from it.
      arguments.add("--filter=blob:none");
    }
    arguments.addAll(List.of("--end-of-options", remote.url().reveal(), wanted));
    try (GitProcess git =
        GitProcess.start(
            quarantine.dir(), quarantine.networkEnvironment(inherited, remote), arguments)) {
      if (fetchLimit != null) {
        git.endAfter(fetchLimit);
      }
      git.output().transferTo(OutputStream.nullOutputStream());
      boolean fetched = git.await() == 0;
      quarantine.configure();
      // It still sees the history cut off where it was before.
      closeReader();
      return fetched ? quarantine.fetchHead() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void bringMissingBlobsFrom(Remote remote) {
    missing = new MissingBlobs(quarantine, inherited, remote);
  }

  @Override
  public Set<ObjectId> shallowCommits() throws Failure {
    return quarantine.shallowCommits();
  }

  @Override
  public List<Remote> remotes() throws Failure {
    try (GitProcess git =
        start("config", "-z", "--list", "--no-includes", "--file", directory.config().toString())) {
      List<Remote> remotes = RemoteConfig.parse(git.output().readAllBytes(), directory);
      // A repository without a configuration file has no remotes, and that is no failure.
      return git.await() == 0
          ? remotes.stream().map(remote -> RemoteToken.added(remote, inherited)).toList()
          : List.of();
    } catch (IOException e) {
      throw new Failure.Source("cannot read the list of remotes: " + e.getMessage(), "", e);
    }
  }

  private synchronized ObjectReader reader() throws Failure {
    if (reader == null) {
      reader = new ObjectReader(start("cat-file", "--batch"));
    }
    return reader;
  }

  private synchronized void closeReader() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  private GitProcess start(String... arguments) throws Failure {
    return start(Arrays.asList(arguments));
  }

  private GitProcess start(List<String> arguments) throws Failure {
    return GitProcess.start(quarantine.dir(), environment, arguments);
  }

  private static List<String> lines(GitProcess git) throws Failure {
    try {
      String all = new String(git.output().readAllBytes(), StandardCharsets.US_ASCII);
      return all.isBlank() ? List.of() : Arrays.asList(all.strip().split("\n"));
    } catch (IOException e) {
      throw new Failure.Source("cannot read what git says: " + e.getMessage(), "", e);
    }
  }

  @Override
  public void close() {
    closeReader();
    if (missing != null) {
      missing.close();
    }
    quarantine.close();
  }
}
