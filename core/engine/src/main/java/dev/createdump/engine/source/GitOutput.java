package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.FilterInputStream;
import java.io.IOException;

/// What a git process writes, as a stream whose end is only an end where git succeeded: content
/// that breaks off must not look whole.
final class GitOutput extends FilterInputStream {
  private final GitProcess git;

  GitOutput(GitProcess git) {
    super(git.output());
    this.git = git;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int n = super.read(buffer, offset, count);
    if (n < 0) {
      requireSuccess();
    }
    return n;
  }

  private void requireSuccess() throws IOException {
    try {
      if (git.await() != 0) {
        throw new IOException(git.failure("").getMessage());
      }
    } catch (Failure e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    git.close();
  }
}
