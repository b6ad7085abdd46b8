package dev.createdump.engine.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Compresses with several threads into frames of their own in the Zstandard format (RFC 8878),
/// each with its size and checksum.
final class ZstdPacking extends Packing {
  /// As far as usual levels look back.
  private static final int FRAME = 1 << 21;

  /// The first level that looks further.
  private static final int FAR_LEVEL = 10;

  private final OutputStream out;
  private final Jobs jobs;
  private final Blocks blocks;

  /// @throws Failure.Usage where the library has no native code for this system
  ZstdPacking(OutputStream out, Jobs jobs, int level) throws Failure.Usage {
    ZstdNative.require();
    this.out = out;
    this.jobs = jobs;
    this.blocks =
        new Blocks(jobs, () -> new Frame(level), level < FAR_LEVEL ? FRAME : 2 * FRAME, out);
  }

  private static final class Frame implements Blocks.Compressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx();

    Frame(int level) {
      context.setLevel(level).setChecksum(true).setContentSize(true);
    }

    @Override
    public Blocks.Chunk compress(byte[] block, int count, byte @Nullable [] before, boolean last) {
      byte[] made = new byte[(int) Zstd.compressBound(count)];
      int size = context.compressByteArray(made, 0, made.length, block, 0, count);
      return new Blocks.Chunk(made, size);
    }

    @Override
    public void close() {
      context.close();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    blocks.write(bytes, from, count);
  }

  @Override
  void finish() throws IOException {
    blocks.finish();
    out.flush();
  }

  @Override
  public void close() {
    jobs.close();
    blocks.close();
  }
}
