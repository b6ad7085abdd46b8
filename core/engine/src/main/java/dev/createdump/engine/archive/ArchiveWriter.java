package dev.createdump.engine.archive;

import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.io.OutputStream;

/// Writes one archive, entry by entry, as a stream. It compresses with several threads; the bytes
/// are the same for any number of them. To be used by one thread.
public interface ArchiveWriter extends AutoCloseable {
  /// Writes content of any size.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException, Failure;
  }

  /// How an archive is written.
  ///
  /// @param format what it is
  /// @param level how hard it is compressed
  /// @param time the time that every entry gets, in seconds since 1970
  /// @param threads how many compress at once, at least one
  record Terms(ArchiveFormat format, int level, long time, int threads) {
    /// More would take more memory than the work is worth.
    private static final int MOST_THREADS = 8;

    public Terms {
      threads = Math.clamp(threads, 1, MOST_THREADS);
    }

    /// With all processors.
    public static Terms of(ArchiveFormat format, int level, long time) {
      return new Terms(format, level, time, Runtime.getRuntime().availableProcessors());
    }
  }

  /// Adds an entry whose content is in memory.
  ///
  /// @param content as long as the entry says; must not change any more
  void add(ArchiveEntry entry, byte[] content) throws IOException;

  /// Adds an entry whose content comes as a stream.
  ///
  /// @param content writes exactly as much as the entry says
  void add(ArchiveEntry entry, Content content) throws IOException, Failure;

  /// Writes what stands behind all entries. The stream stays open.
  void finish() throws IOException;

  /// Ends the threads, also of an archive that was not finished.
  @Override
  void close();

  /// Starts an archive.
  ///
  /// @param out where it goes
  /// @throws Failure where this system cannot compress so
  static ArchiveWriter open(OutputStream out, Terms terms) throws Failure {
    terms.format().requireLevel(terms.level());
    Jobs jobs = new Jobs(terms.threads());
    try {
      return switch (terms.format()) {
        case ZIP -> new ZipWriter(out, jobs, terms.level(), terms.time());
        case TAR -> new TarWriter(new PlainPacking(out, jobs), terms.time());
        case TAR_GZ -> new TarWriter(new GzipPacking(out, jobs, terms.level()), terms.time());
        case TAR_ZST -> new TarWriter(new ZstdPacking(out, jobs, terms.level()), terms.time());
      };
    } catch (Failure | RuntimeException e) {
      jobs.close();
      throw e;
    }
  }
}
