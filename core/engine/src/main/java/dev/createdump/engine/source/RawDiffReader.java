package dev.createdump.engine.source;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads one line of `git diff --raw`, with paths quoted as core.quotePath does.
final class RawDiffReader {
  private final byte[] line;
  private final int end;
  private int at;

  private RawDiffReader(byte[] line, int end) {
    this.line = line;
    this.end = end;
  }

  /// Reads `:100644 100755 <id> <id> R086<tab>old<tab>new`.
  ///
  /// @throws IOException where the line is anything else
  static FileChange parse(byte[] line, int length) throws IOException {
    return new RawDiffReader(line, length).read();
  }

  /// Reads a path that stands alone.
  static RepoPath path(byte[] line) throws IOException {
    return new RawDiffReader(line, line.length).path();
  }

  private FileChange read() throws IOException {
    expect(':');
    int oldMode = mode();
    int newMode = mode();
    ObjectId oldId = id();
    ObjectId newId = id();
    ChangeStatus status = status();
    String score = word('\t');
    RepoPath path = path();
    RepoPath target = at < end ? pathAfterTab() : path;
    int similarity = score.isEmpty() ? 0 : Integer.parseInt(score);
    boolean moved = status == ChangeStatus.RENAMED || status == ChangeStatus.COPIED;
    return new FileChange(
        status, moved ? similarity : 0, oldMode, newMode, oldId, newId, path, target);
  }

  private int mode() throws IOException {
    return Integer.parseInt(word(' '), 8);
  }

  private ObjectId id() throws IOException {
    String word = word(' ');
    if (!ObjectId.isValid(word)) {
      throw broken();
    }
    return new ObjectId(word);
  }

  private ChangeStatus status() throws IOException {
    try {
      return ChangeStatus.of((char) line[at++]);
    } catch (IllegalArgumentException e) {
      throw broken();
    }
  }

  private String word(char stop) throws IOException {
    int from = at;
    while (at < end && line[at] != stop) {
      at++;
    }
    String word = new String(line, from, at - from, StandardCharsets.US_ASCII);
    expect(stop);
    return word;
  }

  private void expect(char c) throws IOException {
    if (at >= end || line[at] != c) {
      throw broken();
    }
    at++;
  }

  private IOException broken() {
    return new IOException(
        "git wrote an entry that cannot be read: "
            + new String(line, 0, end, StandardCharsets.ISO_8859_1));
  }

  private RepoPath pathAfterTab() throws IOException {
    expect('\t');
    return path();
  }

  private RepoPath path() throws IOException {
    if (at < end && line[at] == '"') {
      at++;
      return quotedPath();
    }
    int from = at;
    while (at < end && line[at] != '\t') {
      at++;
    }
    return RepoPath.of(java.util.Arrays.copyOfRange(line, from, at));
  }

  private RepoPath quotedPath() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (at < end && line[at] != '"') {
      if (line[at] == '\\') {
        at++;
        bytes.write(escape());
      } else {
        bytes.write(line[at++]);
      }
    }
    expect('"');
    return RepoPath.of(bytes.toByteArray());
  }

  private int escape() throws IOException {
    byte c = line[at++];
    return switch (c) {
      case 'a' -> 7;
      case 'b' -> 8;
      case 't' -> 9;
      case 'n' -> 10;
      case 'v' -> 11;
      case 'f' -> 12;
      case 'r' -> 13;
      case '"', '\\' -> c;
      case '0', '1', '2', '3' -> {
        if (at + 1 >= end) {
          throw broken();
        }
        int value = (c - '0') * 64 + (line[at] - '0') * 8 + (line[at + 1] - '0');
        at += 2;
        yield value;
      }
      default -> throw broken();
    };
  }
}
