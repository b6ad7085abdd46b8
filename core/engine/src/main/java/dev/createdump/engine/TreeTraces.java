package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.cache.FileFacts;
import dev.createdump.engine.cache.Witness;
import dev.createdump.engine.source.Commit;
import dev.createdump.engine.source.Mark;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.source.TreeSources;
import dev.createdump.engine.sweep.Sight;
import dev.createdump.engine.tree.TreeNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is left of a tree that was looked at: the digest of what was found in it, and the marks by
/// which a later run can tell that it is still the same.
final class TreeTraces {
  private final TreeSource source;
  private final List<TreeNote> notes;
  private final FileFacts facts;
  private final Path root;
  private final boolean told;

  /// @param notes in the order of the source
  TreeTraces(TreeSource source, List<TreeNote> notes, FileFacts facts, TreeRequest request) {
    this.source = source;
    this.notes = notes;
    this.facts = facts;
    this.root = request.root();
    // What git neither tracks nor ignores may come to any directory, also to one without any file.
    this.told =
        source.kind() == TreeSource.Kind.DIRECTORY
            || (source.kind() == TreeSource.Kind.WORK_TREE
                && request.choice() != TreeSources.Choice.UNTRACKED);
  }

  /// The digest of all that was found, and of what the repository says.
  byte[] inputs(TreeBuilder.About about) {
    MessageDigest digest = Digests.newSha256();
    Commit commit = about.commit();
    String head = commit == null ? "" : commit.id().hex() + " " + commit.committedAt();
    TreeCache.add(digest, about.source(), about.below(), head, String.valueOf(about.state()));
    TreeCache.add(digest, about.texts().keySet().toArray(new String[0]));
    for (TreeNote note : notes) {
      byte[] path = note.entry().path().bytes();
      byte[] sha256 = note.sha256();
      digest.update((path.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(path);
      digest.update(sha256 == null ? new byte[0] : sha256);
      TreeCache.add(
          digest,
          note.entry().mode() + " " + note.mode() + " " + note.size() + " " + note.unread(),
          String.valueOf(note.entry().id()),
          note.state().name(),
          note.reason(),
          about.history().asked().isEmpty()
              ? ""
              : about.history().status(note.entry().path().text()));
    }
    return digest.digest();
  }

  /// Whether marks can tell: all content lies in files whose every change shows from now on, and no
  /// name holds a secret, as the names would be written down.
  ///
  /// @param started when the run began, in milliseconds since 1970
  boolean areSettled(long started) {
    if (!told) {
      return false;
    }
    for (int i = 0; i < notes.size(); i++) {
      Mark mark = facts.mark(i);
      boolean unmarked = mark == null && notes.get(i).sha256() != null;
      boolean young = mark != null && !mark.isSettled(started);
      if (unmarked || young || notes.get(i).unread() || !isPlain(notes.get(i))) {
        return false;
      }
    }
    return directoriesSettled(started);
  }

  private static boolean isPlain(TreeNote note) {
    for (Sight sight : note.sights()) {
      if (sight.inName()) {
        return false;
      }
    }
    return note.entry().path().isText();
  }

  private boolean directoriesSettled(long started) {
    if (source.kind() != TreeSource.Kind.DIRECTORY) {
      return true;
    }
    try {
      for (String directory : directories()) {
        if (!mark(directory).isSettled(started)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Mark mark(String directory) throws IOException {
    return Mark.of(directory.isEmpty() ? root : root.resolve(directory));
  }

  /// Every directory above a path, and those that are empty.
  private Set<String> directories() {
    Set<String> all = new LinkedHashSet<>();
    all.add("");
    for (TreeNote note : notes) {
      String path = note.entry().path().text();
      if (note.entry().mode() == TreeEntry.DIRECTORY) {
        all.add(path);
      }
      for (int end = path.lastIndexOf('/');
          end > 0 && all.add(path.substring(0, end));
          end = path.lastIndexOf('/', end - 1)) {
        // Those above one that is known are known.
      }
    }
    return all;
  }

  /// What must be as it is for the tree to be the same. In a work tree the index lists the files,
  /// so that of directories only counts that no link takes their place.
  List<Witness> witnesses() {
    List<Witness> witnesses = new ArrayList<>();
    boolean listed = source.kind() == TreeSource.Kind.WORK_TREE;
    try {
      for (String directory : directories()) {
        witnesses.add(new Witness(directory, listed, mark(directory)));
      }
    } catch (IOException e) {
      // Without its mark it never holds.
      witnesses.add(new Witness("", false, Mark.ABSENT));
    }
    for (int i = 0; i < notes.size(); i++) {
      Mark mark = facts.mark(i);
      if (mark != null) {
        witnesses.add(new Witness(notes.get(i).entry().path().text(), false, mark));
      }
    }
    return witnesses;
  }
}
