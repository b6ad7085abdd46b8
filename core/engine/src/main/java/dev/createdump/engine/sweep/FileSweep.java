package dev.createdump.engine.sweep;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.redact.ByteSource;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import dev.createdump.engine.scan.TooManyFindingsException;
import dev.createdump.engine.suppress.Candidate;
import dev.createdump.engine.suppress.Lines;
import dev.createdump.engine.suppress.Suppressions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Scans files, as many at once as there are processors. A file is read as a stream, so that memory
/// does not grow with its size.
public final class FileSweep {
  /// More are no help to anyone, and would not fit.
  private static final long MOST_FINDINGS = 100_000;

  /// Files up to this size are read at once.
  private static final int SMALL = 1 << 20;

  private final RuleSet rules;
  private final Supplier<Suppressions> suppressions;
  private final Function<Path, String> names;
  private final List<FoundIn> found = new ArrayList<>();
  private final List<String> special = new ArrayList<>();
  private final List<Unread> unread = new ArrayList<>();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong findings = new AtomicLong();

  /// @param rules what to look for
  /// @param suppressions what is not reported; made anew for each thread
  /// @param names what outputs call a file
  public FileSweep(
      RuleSet rules, Supplier<Suppressions> suppressions, Function<Path, String> names) {
    this.rules = rules;
    this.suppressions = suppressions;
    this.names = names;
  }

  /// A file in which something was found. Raw.
  ///
  /// @param name what outputs call it
  /// @param file where it is, null for standard input
  /// @param version what it was when it was scanned, null where it is not read again
  /// @param sights what was found
  public record FoundIn(
      String name, @Nullable Path file, FileSource.@Nullable Version version, List<Sight> sights) {
    public FoundIn {
      sights = List.copyOf(sights);
    }

    /// The content again, for an excerpt; null where the file is no longer what was scanned.
    public @Nullable Reread reread() {
      if (file == null || version == null) {
        return null;
      }
      try {
        if (!FileSource.Version.of(file).equals(version)) {
          return null;
        }
        FileSource source = FileSource.open(file);
        return new Reread(source, source);
      } catch (IOException e) {
        return null;
      }
    }
  }

  /// A content and what closes it.
  public record Reread(ByteSource source, AutoCloseable closer) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        closer.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  /// Something that could not be read, and why.
  public record Unread(String name, String reason) {}

  /// Scans files and whole directories.
  ///
  /// @throws Failure.Scan where there are too many findings to go on
  /// @throws Failure.Cancelled where this thread is interrupted
  public void scan(List<Path> starts) throws Failure {
    int threads = Runtime.getRuntime().availableProcessors();
    try (Workers workers = new Workers(threads)) {
      for (Path start : starts) {
        FileWalk.walk(start, workers);
      }
      workers.finish();
    } catch (InterruptedIOException e) {
      throw new Failure.Cancelled();
    } catch (IOException e) {
      throw new UncheckedIOException("a walk tells its failures to the sink", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    }
    if (findings.get() > MOST_FINDINGS) {
      throw new Failure.Scan(
          "there are more than " + MOST_FINDINGS + " secrets, and the scan was stopped",
          "Scan fewer files at once.");
    }
  }

  /// Scans a content that is no file, such as standard input.
  public void scan(String name, ByteSource content, InputStream stream) throws IOException {
    Scan scan = new Scan();
    List<Sight> sights = scan.content(name, stream, content);
    files.incrementAndGet();
    if (!sights.isEmpty()) {
      found.add(new FoundIn(name, null, null, sights));
    }
  }

  /// The files in which something was found, by name.
  public List<FoundIn> found() {
    synchronized (found) {
      List<FoundIn> sorted = new ArrayList<>(found);
      sorted.sort((one, other) -> one.name().compareTo(other.name()));
      return sorted;
    }
  }

  /// What is no file, by name.
  public List<String> special() {
    synchronized (special) {
      return special.stream().sorted().toList();
    }
  }

  /// What could not be read, by name.
  public List<Unread> unread() {
    synchronized (unread) {
      return unread.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }
  }

  /// How many files were scanned.
  public long files() {
    return files.get();
  }

  /// How many bytes they have.
  public long bytes() {
    return bytes.get();
  }

  private void failed(Path path, IOException why) {
    synchronized (unread) {
      unread.add(new Unread(names.apply(path), reason(why)));
    }
  }

  private static String reason(IOException why) {
    return switch (why) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "it vanished while the scan went on";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> why.getClass().getSimpleName();
    };
  }

  /// One thread's scanner and judge.
  private final class Scan {
    private final Scanner scanner = new Scanner(rules);
    private final Suppressions judge = suppressions.get();

    void file(Path path, boolean link) {
      String name = names.apply(path);
      try {
        List<Sight> sights = new ArrayList<>(link ? link(path, name) : regular(path, name));
        for (Finding finding : scanner.scanText(name.getBytes(StandardCharsets.UTF_8))) {
          sights.add(sight(withoutLine(finding), name, List.of(), true));
        }
        files.incrementAndGet();
        if (!sights.isEmpty()) {
          keep(path, name, sights, link);
        }
      } catch (TooManyFindingsException e) {
        failed(path, new FileSystemException(name, null, e.getMessage()));
      } catch (IOException e) {
        failed(path, e);
      }
    }

    private static Finding withoutLine(Finding finding) {
      return new Finding(
          finding.kind(),
          finding.rule(),
          finding.change(),
          0,
          0,
          finding.ranges(),
          finding.value());
    }

    private void keep(Path path, String name, List<Sight> sights, boolean link) throws IOException {
      FileSource.Version version = link ? null : FileSource.Version.of(path);
      findings.addAndGet(sights.size());
      synchronized (found) {
        found.add(new FoundIn(name, path, version, sights));
      }
    }

    private List<Sight> regular(Path path, String name) throws IOException {
      try (FileSource source = FileSource.open(path)) {
        return content(name, source.stream(), source);
      }
    }

    /// git keeps a link as its target's name.
    private List<Sight> link(Path path, String name) throws IOException {
      byte[] target = Files.readSymbolicLink(path).toString().getBytes(StandardCharsets.UTF_8);
      bytes.addAndGet(target.length);
      List<Sight> sights = new ArrayList<>();
      for (Finding finding : scanner.scanText(target)) {
        sights.add(sight(finding, name, List.of(), false));
      }
      return sights;
    }

    List<Sight> content(String name, InputStream stream, ByteSource source) throws IOException {
      scanner.enter(name);
      List<Finding> hits =
          source.length() <= SMALL
              ? scanner.scanText(stream.readAllBytes())
              : scanner.scanStream(stream);
      scanner.enter("");
      bytes.addAndGet(source.length());
      List<Sight> sights = new ArrayList<>();
      for (Finding finding : hits) {
        sights.add(sight(finding, name, Lines.of(source, finding), false));
      }
      return sights;
    }

    private Sight sight(Finding finding, String name, List<Candidate.Line> lines, boolean inName) {
      Candidate candidate = Candidate.of(finding, name, "", lines);
      return new Sight(finding, judge.judge(candidate), inName);
    }
  }

  /// Threads that scan what the walk hands them; so many files wait at most.
  private final class Workers implements FileWalk.Sink, AutoCloseable {
    private static final int WAITING = 256;

    private final java.util.concurrent.ExecutorService pool;
    private final Semaphore room = new Semaphore(WAITING);
    private final ThreadLocal<Scan> scans = ThreadLocal.withInitial(Scan::new);
    private final AtomicReference<@Nullable Throwable> bug = new AtomicReference<>();

    Workers(int threads) {
      pool = java.util.concurrent.Executors.newFixedThreadPool(threads, Workers::daemon);
    }

    private static Thread daemon(Runnable work) {
      Thread thread = new Thread(work, "scan");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public void file(Path path, BasicFileAttributes attributes) throws IOException {
      submit(path, false);
    }

    @Override
    public void link(Path path) throws IOException {
      submit(path, true);
    }

    private void submit(Path path, boolean link) throws IOException {
      try {
        room.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("cancelled");
      }
      pool.execute(
          () -> {
            try {
              if (bug.get() == null && findings.get() <= MOST_FINDINGS) {
                scans.get().file(path, link);
              }
            } catch (RuntimeException | Error e) {
              bug.compareAndSet(null, e);
            } finally {
              room.release();
            }
          });
    }

    @Override
    public void special(Path path) {
      synchronized (special) {
        special.add(names.apply(path));
      }
    }

    @Override
    public void failed(Path path, IOException why) {
      FileSweep.this.failed(path, why);
    }

    /// Waits until all is scanned.
    void finish() throws InterruptedException {
      room.acquire(WAITING);
      switch (bug.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable t -> throw new IllegalStateException(t);
      }
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }
}
