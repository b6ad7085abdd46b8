package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.TappedInputStream;
import java.io.IOException;

/// What a git process writes, as a stream whose end is only an end where git succeeded: content
/// that breaks off must not look whole.
final class GitOutput extends TappedInputStream {
  private final GitProcess git;

  GitOutput(GitProcess git) {
    super(git.output());
    this.git = git;
  }

  @Override
  protected void seen(byte[] buffer, int offset, int count) throws IOException {
    if (count < 0) {
      requireSuccess();
    }
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
