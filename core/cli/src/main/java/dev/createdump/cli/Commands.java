package dev.createdump.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Every command, in the order of the help. Described here without being loaded, so that the help
/// of all costs nothing and a run pays for its own command alone.
final class Commands {
  /// The groups of the help.
  enum Group {
    MAIN("Dump a change"),
    TREES("Dump a whole tree"),
    EVIDENCE("Find it again"),
    CONFIGURATION("Configure"),
    SHELL("Shell");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// A command's line in the help.
  record Entry(Group group, String name, String summary, Supplier<Command> command) {}

  private static final List<Entry> ALL =
      List.of(
          new Entry(
              Group.MAIN,
              "ci",
              "do the whole job in CI: diff, scan, seal, store, report",
              CiCommand::new),
          new Entry(
              Group.MAIN, "diff", "dump what a branch or pull request changes", DiffCommand::new),
          new Entry(
              Group.MAIN,
              "compare",
              "tell how two revisions differ: commits, issues, authors",
              CompareCommand::new),
          new Entry(
              Group.MAIN,
              "scan",
              "look for secrets in files, a change or a history",
              ScanCommand::new),
          new Entry(
              Group.MAIN,
              "allow",
              "keep the list of secrets that are not reported",
              AllowCommand::new),
          new Entry(
              Group.MAIN,
              "post-pr",
              "post an existing dump as a comment on a pull request",
              PostPrCommand::new),
          new Entry(
              Group.MAIN,
              "upload",
              "store files, or deliver what waits for a store",
              UploadCommand::new),
          new Entry(
              Group.TREES,
              "single",
              "dump the files of a work tree, a revision or a directory",
              SingleCommand::new),
          new Entry(
              Group.TREES,
              "batch",
              "dump the projects of a repository one by one, keep the last ones",
              BatchCommand::new),
          new Entry(
              Group.TREES,
              "rollback",
              "restore the files of a dumped tree, byte for byte",
              RollbackCommand::new),
          new Entry(
              Group.TREES,
              "archive",
              "verify and list archives: zip, tar, tar.gz, tar.zst",
              ArchiveCommand::new),
          new Entry(
              Group.EVIDENCE,
              "evidence",
              "list, fetch, verify, sign and query stored dumps",
              EvidenceCommand::new),
          new Entry(
              Group.CONFIGURATION,
              "store",
              "tell what a store can do, before anything depends on it",
              StoreCheck::group),
          new Entry(
              Group.CONFIGURATION,
              "plugins",
              "list the plugins and what they add",
              PluginsList::group),
          new Entry(
              Group.CONFIGURATION,
              "config",
              "show, explain, validate, compare or start a configuration",
              ConfigCommand::new),
          new Entry(
              Group.CONFIGURATION,
              "policy",
              "check, test, sign or digest central policies",
              PolicyCommand::new),
          new Entry(
              Group.SHELL,
              "completion",
              "print a completion script for bash, zsh or fish",
              CompletionCommand::new));

  private Commands() {}

  static List<Entry> all() {
    return ALL;
  }

  static Optional<Entry> find(String name) {
    return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
