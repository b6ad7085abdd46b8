package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A `git diff-tree --stdin` that is told commits and says what they changed. One thread may ask
/// while another reads the answers, which come in the order of the questions.
///
/// A line that names no object is echoed by git, and so marks the end of an answer.
final class DiffWorker implements AutoCloseable {
  private static final byte[] END = {'.', '\n'};

  private final GitProcess git;
  private final OutputStream questions;
  private final InputStream answers;

  DiffWorker(GitProcess git) {
    this.git = git;
    this.questions = git.input();
    this.answers = new BufferedInputStream(git.output(), 1 << 16);
  }

  /// Asks what a commit changed.
  ///
  /// @param parents those it is compared with; none for its own
  void ask(ObjectId commit, List<ObjectId> parents) throws IOException {
    StringBuilder line = new StringBuilder(commit.hex());
    for (ObjectId parent : parents) {
      line.append(' ').append(parent.hex());
    }
    questions.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    questions.write(END);
  }

  void flush() throws IOException {
    questions.flush();
  }

  /// The answer to the oldest open question.
  List<PathTouch> answer() throws IOException, Failure {
    List<PathTouch> touches = new ArrayList<>();
    int counted = 0;
    for (byte[] line = line(); !(line.length == 1 && line[0] == '.'); line = line()) {
      if (line.length > 1 && line[0] == ':' && line[1] == ':') {
        String path = RawDiffReader.path(afterTab(line)).text();
        touches.add(new PathTouch(ChangeStatus.MODIFIED, path, path, -1, -1));
      } else if (line.length > 0 && line[0] == ':') {
        FileChange change = RawDiffReader.parse(line, line.length);
        String path = change.path().text();
        String old = change.oldPath().equals(change.path()) ? path : change.oldPath().text();
        touches.add(new PathTouch(change.status(), path, old, -1, -1));
      } else if (line.length > 0 && indexOf(line, '\t', 0) > 0) {
        if (counted == touches.size()) {
          throw new IOException("git counts the lines of a path that it does not name");
        }
        touches.set(counted, counted(touches.get(counted), line));
        counted++;
      }
    }
    return touches;
  }

  /// `added<tab>removed<tab>path`, in the order of the raw entries; of binary files `-`.
  private static PathTouch counted(PathTouch touch, byte[] line) throws IOException {
    int first = indexOf(line, '\t', 0);
    int second = indexOf(line, '\t', first + 1);
    if (second < 0) {
      throw new IOException("git says what no list of changes holds");
    }
    return new PathTouch(
        touch.status(),
        touch.path(),
        touch.oldPath(),
        number(line, 0, first),
        number(line, first + 1, second));
  }

  private static int number(byte[] line, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (line[i] < '0' || line[i] > '9') {
        return -1;
      }
      number = number * 10 + line[i] - '0';
    }
    return number;
  }

  private static byte[] afterTab(byte[] line) throws IOException {
    int tab = indexOf(line, '\t', 0);
    if (tab < 0) {
      throw new IOException("git says what no list of changes holds");
    }
    return Arrays.copyOfRange(line, tab + 1, line.length);
  }

  private static int indexOf(byte[] line, char c, int from) {
    for (int i = from; i < line.length; i++) {
      if (line[i] == c) {
        return i;
      }
    }
    return -1;
  }

  private byte[] line() throws IOException, Failure {
    ByteArrayOutputStream line = new ByteArrayOutputStream(160);
    for (int b = answers.read(); b != '\n'; b = answers.read()) {
      if (b < 0) {
        if (git.await() != 0) {
          throw git.failure(HistoryWalk.DAMAGED);
        }
        throw new EOFException("git broke off within a list of changes");
      }
      line.write(b);
    }
    return line.toByteArray();
  }

  @Override
  public void close() {
    git.close();
  }
}
