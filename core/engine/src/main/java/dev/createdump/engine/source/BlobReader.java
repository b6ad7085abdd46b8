package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks `git cat-file --batch` for all blobs that were announced, and then reads them in turn.
final class BlobReader implements TreeSource.Reader {
  private final DiffRun.Starter starter;
  private final @Nullable MissingBlobs missing;
  private final GitProcess git;
  private final InputStream in;
  private final ArrayDeque<TreeEntry> waiting = new ArrayDeque<>();
  private int asked;

  /// @param missing brings what a partial clone left out; null where nothing is to be brought
  BlobReader(DiffRun.Starter starter, @Nullable MissingBlobs missing) throws Failure {
    this.starter = starter;
    this.missing = missing;
    this.git = starter.start(List.of("cat-file", "--batch"));
    this.in = new BufferedInputStream(git.output(), 1 << 16);
  }

  @Override
  public void announce(List<TreeEntry> next) throws Failure, IOException {
    if (missing != null) {
      Set<ObjectId> blobs = new HashSet<>();
      next.forEach(entry -> blobs.add(new ObjectId(id(entry))));
      missing.bringMissingOf(blobs);
    }
    waiting.addAll(next);
    ask();
  }

  private void ask() throws IOException {
    StringBuilder names = new StringBuilder();
    for (; asked < GitProcess.MOST_ASKED && !waiting.isEmpty(); asked++) {
      names.append(id(waiting.remove())).append('\n');
    }
    git.input().write(names.toString().getBytes(StandardCharsets.US_ASCII));
    git.input().flush();
  }

  @Override
  public Mark mark(TreeEntry entry) {
    return Mark.ofBlob(new ObjectId(id(entry)), entry.mode());
  }

  @Override
  public TreeSource.Content read(TreeEntry entry, int max) throws IOException, Failure {
    if (asked <= GitProcess.MOST_ASKED / 2 && !waiting.isEmpty()) {
      ask();
    }
    asked--;
    String[] answer = line().split(" ");
    if (answer.length != 3 || !answer[1].equals("blob")) {
      throw new Failure.Source(
          "the content of " + entry.path().text() + ", blob " + id(entry) + ", is missing",
          MissingBlobs.FETCH_ALL);
    }
    long size = Long.parseLong(answer[2]);
    if (size > max) {
      in.skipNBytes(size + 1);
      return new TreeSource.Content(entry.mode(), size, null);
    }
    byte[] bytes = in.readNBytes((int) size);
    in.skipNBytes(1);
    return new TreeSource.Content(entry.mode(), size, bytes);
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("git ended before it gave all content");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  private static String id(TreeEntry entry) {
    ObjectId id = entry.id();
    if (id == null) {
      throw new IllegalArgumentException("git names everything in a tree");
    }
    return id.hex();
  }

  @Override
  public InputStream open(TreeEntry entry) throws Failure {
    return new GitOutput(starter.start(List.of("cat-file", "blob", id(entry))));
  }

  @Override
  public void close() {
    git.close();
  }
}
