package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A repository, read only. Two implementations, the `git` program and JGit, pass one contract
/// suite and are each other's oracle.
///
/// Whatever the repository's configuration, attributes, hooks and refs/replace say, the answers are
/// the same as with an empty configuration.
public interface Git extends AutoCloseable {
  /// The repository's layout on disk.
  GitDirectory directory();

  /// The commit a revision names, as gitrevisions(7) reads it; tags are peeled.
  ///
  /// @return nothing where the revision is unknown, ambiguous, or no commit, or where its objects
  /// are missing
  /// @throws Failure.Source where the repository cannot be read
  Optional<Commit> commit(String revision) throws Failure;

  /// The best common ancestors of two commits, in a stable order; none where there is none within
  /// the history that is here.
  List<ObjectId> mergeBases(ObjectId one, ObjectId other) throws Failure;

  /// The commits reachable from `head` and not from `base`, newest first, handed over one by one.
  ///
  /// @param base null for all commits
  void log(@Nullable ObjectId base, ObjectId head, CommitVisitor visitor) throws Failure;

  /// The tree that holds nothing, which stands for the parent of a first commit in
  /// {@link #diff}.
  ObjectId emptyTree() throws Failure;

  /// The difference between the trees of two commits, or of a commit and {@link #emptyTree}: first
  /// all entries with renames found, then the whole patch text, with as many `diff --git` sections
  /// an entry as
  /// {@link FileChange#sections} says, in order; then, where the implementation can tell, which
  /// added entries are copies.
  void diff(ObjectId from, ObjectId to, DiffOptions options, DiffSink sink) throws Failure;

  /// The first bytes of a file in a commit's tree, at most `max`; nothing where there is no such
  /// file.
  ///
  /// @param path from the top of the tree, with `/` between its names
  /// @throws Failure.Source where there is one, and its content is missing
  Optional<byte[]> file(ObjectId commit, String path, int max) throws Failure;

  /// A blob's content, or nothing where it has more than `max` bytes.
  ///
  /// @throws Failure.Source where it is missing
  Optional<byte[]> blob(ObjectId blob, int max) throws Failure;

  /// The first bytes of a blob's content, at most `max`.
  ///
  /// @throws Failure.Source where it is missing
  byte[] blobHead(ObjectId blob, int max) throws Failure;

  /// Opens a blob's content, of any size.
  ///
  /// @throws Failure.Source where it is missing
  InputStream openBlob(ObjectId blob) throws Failure;

  /// Brings a commit and its history from a remote into this view of the repository (never into
  /// the repository itself).
  ///
  /// @param wanted a ref's full name or an object name
  /// @param depth how many commits of its history, from 1; {@link Integer#MAX_VALUE} means all
  /// @return what the remote gave, or nothing where it refused or was not reached
  Optional<ObjectId> fetch(Remote remote, String wanted, int depth) throws Failure;

  /// From now on asks a remote for blobs that a partial clone left out, and brings them into this
  /// view of the repository. What it does not give stays missing.
  void bringMissingBlobsFrom(Remote remote);

  /// The commits whose parents are cut off in a shallow clone; empty in a complete one.
  Set<ObjectId> shallowCommits() throws Failure;

  /// The remotes that the repository's own configuration names; data only.
  List<Remote> remotes() throws Failure;

  @Override
  void close();

  /// Takes one commit.
  @FunctionalInterface
  interface CommitVisitor {
    void visit(Commit commit);
  }

  /// How a diff is made.
  ///
  /// @param renameLimit the most paths for which inexact renames and copies are searched, as
  /// `diff.renameLimit`; from 1
  record DiffOptions(int renameLimit) {}

  /// Takes a diff as it is produced.
  interface DiffSink {
    /// All entries, once, before any patch text.
    void changes(List<FileChange> changes) throws Failure;

    /// The next piece of the patch text. The array may change after the call.
    void patch(byte[] buffer, int offset, int length) throws IOException, Failure;

    /// An entry that was listed as added turns out to be a copy of another path.
    ///
    /// @param change the entry as a copy; its path is that of the added entry
    /// @param patch its patch text, which takes the place of the other
    void copied(FileChange change, byte[] patch) throws IOException, Failure;

    /// Something people should know, such as a skipped rename search.
    void note(String note);
  }
}
