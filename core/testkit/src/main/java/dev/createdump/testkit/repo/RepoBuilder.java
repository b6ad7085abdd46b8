package dev.createdump.testkit.repo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Builds a real repository with the real `git` program.
///
/// Commits are written by fast-import(1), so that paths and contents may hold any byte git allows.
/// Author, committer and times are fixed: the same calls give the same ids on every machine. The
/// working tree is left alone; use `run("checkout", ...)` where one is needed.
public final class RepoBuilder {
  private static final String PERSON = "Ada Example <ada@example.org>";

  /// 2023-11-14T22:13:20Z; each commit is a minute later than the one before.
  private static final long FIRST_COMMIT = 1_700_000_000L;

  private final Path directory;
  private final GitCommand git;
  private int commits;
  private byte[] author = PERSON.getBytes(StandardCharsets.UTF_8);

  private RepoBuilder(Path directory) {
    this.directory = directory;
    this.git = new GitCommand(directory);
  }

  /// An empty repository with SHA-1 ids, whose HEAD is the unborn branch `main`.
  public static RepoBuilder init(Path directory) {
    return init(directory, "sha1");
  }

  /// The same, with a user, so that `run("commit", ...)` works. What is added with
  /// {@link #commit} has an author of its own.
  public static RepoBuilder initWithUser(Path directory) {
    RepoBuilder repo = init(directory);
    repo.run("config", "user.name", "Ada Example");
    repo.run("config", "user.email", "ada@example.org");
    return repo;
  }

  /// An empty repository with SHA-256 ids.
  public static RepoBuilder initSha256(Path directory) {
    return init(directory, "sha256");
  }

  private static RepoBuilder init(Path directory, String objectFormat) {
    RepoBuilder repo = new RepoBuilder(created(directory));
    repo.run("init", "--quiet", "--initial-branch=main", "--object-format=" + objectFormat);
    return repo;
  }

  public Path directory() {
    return directory;
  }

  /// Writes a file of the work tree, and makes the directories it lies in; the index stays as it
  // is.
  public void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Adds a commit to a branch and returns its id; a branch that is not there starts empty.
  public String commit(String branch, String message, Consumer<Edits> edits) {
    return commit(branch, message, List.of(), edits);
  }

  /// Merges a revision into a branch; the edits are made to the tree of the branch.
  public String merge(String branch, String revision, String message, Consumer<Edits> edits) {
    return commit(branch, message, List.of(revision), edits);
  }

  private String commit(String branch, String message, List<String> merged, Consumer<Edits> edits) {
    String ref = "refs/heads/" + branch;
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream commands = new ByteArrayOutputStream();
    line(commands, "commit " + ref);
    commands.writeBytes("author ".getBytes(StandardCharsets.UTF_8));
    commands.writeBytes(author);
    line(commands, " " + nextTime());
    line(commands, "committer " + PERSON + " " + nextTime());
    line(commands, "data " + text.length);
    commands.writeBytes(text);
    line(commands, "");
    if (exists(ref)) {
      line(commands, "from " + ref + "^0");
    }
    merged.forEach(revision -> line(commands, "merge " + id(revision)));
    Edits tree = new Edits();
    edits.accept(tree);
    commands.writeBytes(tree.commands());
    git.run(commands.toByteArray(), List.of("fast-import", "--quiet", "--date-format=raw"));
    commits++;
    return id(ref);
  }

  /// Has all following commits written by someone else.
  ///
  /// @param person `Name <mail>` in whatever encoding
  public RepoBuilder by(byte[] person) {
    author = person.clone();
    return this;
  }

  /// The same with a person in UTF-8.
  public RepoBuilder by(String person) {
    return by(person.getBytes(StandardCharsets.UTF_8));
  }

  /// Points a branch at a revision, whatever it pointed at before.
  public RepoBuilder branch(String name, String revision) {
    run("update-ref", "refs/heads/" + name, id(revision));
    return this;
  }

  /// A clone beside or elsewhere, with `git clone` and its own options (such as `--depth=1`).
  public RepoBuilder cloneTo(Path target, String... options) {
    List<String> arguments = new ArrayList<>(List.of("clone", "--quiet"));
    arguments.addAll(List.of(options));
    // A file URL, because git ignores --depth where the source is a plain path.
    arguments.add("file://" + directory.toAbsolutePath());
    arguments.add(target.toAbsolutePath().toString());
    git.run(new byte[0], arguments);
    return new RepoBuilder(target);
  }

  /// Runs git in the repository and returns its output without the white space around it.
  public String run(String... arguments) {
    return git.text(arguments);
  }

  /// Runs git in the repository with an input and returns its output to the byte.
  public byte[] runBytes(byte[] input, String... arguments) {
    return git.run(input, List.of(arguments));
  }

  /// The whole id of a revision.
  public String id(String revision) {
    return run("rev-parse", "--verify", "--quiet", "--end-of-options", revision);
  }

  /// The id of a revision's tree.
  public String tree(String revision) {
    return id(revision + "^{tree}");
  }

  private boolean exists(String ref) {
    return !run("for-each-ref", "--format=%(refname)", ref).isEmpty();
  }

  private String nextTime() {
    return (FIRST_COMMIT + 60L * commits) + " +0000";
  }

  private static void line(ByteArrayOutputStream commands, String text) {
    commands.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Path created(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
  }
}
