package dev.createdump.engine.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import dev.createdump.engine.base.BulkInputStream;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import java.io.IOException;
import java.io.InputStream;

/// The native code of Zstandard, which the library unpacks and loads when it is first needed.
final class ZstdNative {
  private ZstdNative() {}

  /// What a compressed stream was. Windows are bounded by the library: 128 MiB.
  static InputStream stream(InputStream packed) throws IOException, Failure {
    require();
    return new Plain(new ZstdInputStreamNoFinalizer(packed));
  }

  /// Says of what is damaged what the other formats say.
  private static final class Plain extends BulkInputStream {
    private final InputStream in;

    Plain(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      try {
        return in.read(into, from, count);
      } catch (ZstdIOException e) {
        throw new MalformedException("is no whole Zstandard stream: " + e.getMessage());
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /// @throws Failure.Usage where it cannot be loaded
  static void require() throws Failure.Usage {
    try {
      Native.load();
    } catch (LinkageError e) {
      throw new Failure.Usage(
          "tar.zst needs native code, which cannot be loaded here: " + e.getMessage(),
          "Take tar.gz, or let -Djava.io.tmpdir name a directory from which programs may run.");
    }
  }
}
