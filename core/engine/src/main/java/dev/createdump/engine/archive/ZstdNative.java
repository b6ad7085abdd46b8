package dev.createdump.engine.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.MalformedException;
import java.io.FilterInputStream;
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
  private static final class Plain extends FilterInputStream {
    Plain(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      try {
        return super.read(into, from, count);
      } catch (ZstdIOException e) {
        throw new MalformedException("is no whole Zstandard stream: " + e.getMessage());
      }
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
