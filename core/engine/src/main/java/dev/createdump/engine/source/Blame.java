package dev.createdump.engine.source;

import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.patch.ObjectId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which commit each line of a file is from, as `git blame --incremental` tells it: one process a
/// file. Several threads may ask.
public final class Blame implements AutoCloseable {
  private static final String NOBODY = "0".repeat(40);

  private final Quarantine quarantine;
  private final Map<String, String> environment;
  private final ObjectId head;
  private final String base;
  private final Map<String, Origin> origins = new ConcurrentHashMap<>();

  private Blame(
      Quarantine quarantine, Map<String, String> environment, ObjectId head, String below) {
    this.quarantine = quarantine;
    this.environment = environment;
    this.head = head;
    this.base = below.isEmpty() ? "" : below + "/";
  }

  /// A commit that lines are from. Raw.
  ///
  /// @param authoredAt in seconds since 1970
  public record Origin(String id, String author, long authoredAt) {}

  /// Lines that are from one commit.
  ///
  /// @param from the first, from 1
  /// @param to the last
  /// @param origin null where they are not committed
  public record Lines(int from, int to, @Nullable Origin origin) {}

  /// @param head what is checked out, or the commit whose files are asked for
  /// @param below the directory of the repository that the tree is, empty for its top
  /// @param mailmap whether the names of authors are those of the commit's `.mailmap`
  public static Blame open(
      GitDirectory directory, ObjectId head, String below, boolean mailmap, Environment variables)
      throws Failure {
    Quarantine quarantine = Quarantine.around(directory);
    // Of a file that is staged and not committed git asks the index whether it is one.
    Map<String, String> environment = GitTree.withIndex(quarantine, directory, variables);
    environment.put("GIT_LITERAL_PATHSPECS", "1");
    // Without any, git takes HEAD for what is asked, and no content beside it. It looks into none.
    environment.put("GIT_WORK_TREE", quarantine.dir().toString());
    if (mailmap) {
      environment.put("GIT_CONFIG_COUNT", "1");
      environment.put("GIT_CONFIG_KEY_0", "mailmap.blob");
      environment.put("GIT_CONFIG_VALUE_0", head.hex() + ":.mailmap");
    }
    return new Blame(quarantine, environment, head, below);
  }

  /// @param path within the tree
  /// @param content where it is other than the commit has it, as it is; else null
  /// @return by line; empty where it has none
  /// @throws Failure.Source where git cannot tell
  public List<Lines> of(String path, byte @Nullable [] content) throws Failure {
    List<String> arguments = new ArrayList<>(List.of("blame", "--incremental", "--root"));
    arguments.addAll(content == null ? List.of(head.hex()) : List.of("--contents", "-"));
    arguments.addAll(List.of("--", base + path));
    try (GitProcess git = GitProcess.start(quarantine.dir(), environment, arguments)) {
      if (content != null) {
        try (OutputStream in = git.input()) {
          in.write(content);
        }
      }
      List<Lines> lines = read(new BufferedInputStream(git.output(), 1 << 15));
      if (git.await() != 0) {
        throw git.failure("The repository may be damaged; try `git fsck`, or leave out blame.");
      }
      return lines;
    } catch (IOException e) {
      throw new Failure.Source(
          "git blame broke off for " + path + ": " + e.getMessage(), "Run again.");
    }
  }

  /// Each piece begins with `id oldLine line count`; of a commit that is new, its header follows;
  /// all end with `filename`.
  private List<Lines> read(InputStream in) throws IOException {
    List<Lines> lines = new ArrayList<>();
    for (String first = line(in); first != null; first = line(in)) {
      String[] words = first.split(" ", -1);
      if (words.length != 4) {
        throw new IOException("git says what no blame holds");
      }
      String author = "";
      long at = 0;
      for (String next = line(in); next != null; next = line(in)) {
        if (next.startsWith("author ")) {
          author = next.substring("author ".length());
        } else if (next.startsWith("author-time ")) {
          at = CommitLog.seconds(next.substring("author-time ".length()));
        } else if (next.startsWith("filename ")) {
          break;
        }
      }
      int from = Integer.parseInt(words[2]);
      lines.add(
          new Lines(from, from + Integer.parseInt(words[3]) - 1, origin(words[0], author, at)));
    }
    lines.sort(Comparator.comparingInt(Lines::from));
    return joined(lines);
  }

  private @Nullable Origin origin(String id, String author, long at) {
    return id.startsWith(NOBODY)
        ? null
        : origins.computeIfAbsent(id, name -> new Origin(name, author, at));
  }

  /// git may tell neighbours one by one.
  private static List<Lines> joined(List<Lines> lines) {
    List<Lines> joined = new ArrayList<>();
    for (Lines next : lines) {
      Lines last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.to() + 1 == next.from() && same(last.origin(), next.origin())) {
        joined.set(joined.size() - 1, new Lines(last.from(), next.to(), last.origin()));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  private static boolean same(@Nullable Origin one, @Nullable Origin other) {
    return one == null ? other == null : one.equals(other);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    byte[] line = GitLines.next(in);
    return line == null ? null : CommitLog.decode(line);
  }

  @Override
  public void close() {
    quarantine.close();
  }
}
