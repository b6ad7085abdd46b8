package dev.createdump.testkit.repo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// Configuration of a repository that runs programs or bends what git prints.
///
/// Each program does what git expects of it, so that nothing fails, and leaves a canary: an empty
/// file named after the trap.
final class HostileConfig {
  private static final List<String> HOOKS =
      List.of(
          "reference-transaction",
          "post-index-change",
          "post-checkout",
          "pre-commit",
          "post-merge",
          "pre-push",
          "post-rewrite",
          "update",
          "post-update",
          "pre-receive",
          "post-receive",
          "pre-auto-gc",
          "post-applypatch",
          "applypatch-msg");

  private static final String BENT =
      """
      [diff]
      	noprefix = true
      	mnemonicPrefix = true
      	algorithm = patience
      	context = 0
      	interHunkContext = 9
      	renames = false
      	renameLimit = 1
      	submodule = log
      	ignoreSubmodules = all
      	relative = true
      	suppressBlankEmpty = true
      	indentHeuristic = false
      	wordRegex = .
      	colorMoved = zebra
      	wsErrorHighlight = all
      	dirstat = lines
      [color]
      	ui = always
      [core]
      	quotePath = false
      	bigFileThreshold = 1
      	abbrev = 4
      	ignoreCase = true
      	fileMode = false
      	symlinks = false
      	autocrlf = input
      	precomposeUnicode = true
      	whitespace = cr-at-eol
      [log]
      	showSignature = true
      	date = relative
      	mailmap = true
      [i18n]
      	logOutputEncoding = UTF-16
      [submodule]
      	recurse = true
      """;

  private final Path gitDir;
  private final Path canaries;

  /// @param gitDir the `.git` directory, on a path without quotes
  HostileConfig(Path gitDir) {
    this.gitDir = gitDir.toAbsolutePath();
    this.canaries = this.gitDir.resolve("canaries");
  }

  void install() throws IOException {
    Files.createDirectories(canaries);
    Files.createDirectories(gitDir.resolve("info"));
    Path hooks = Files.createDirectories(gitDir.resolve("traps/hooks"));
    for (String hook : HOOKS) {
      script(hooks.resolve(hook), "hook-" + hook, "exit 0");
    }
    Files.writeString(gitDir.resolve("traps/order"), "zzz*\n*.c\n*\n");
    Files.writeString(gitDir.resolve("traps/attributes"), "* diff=trap-textconv\n");
    Files.writeString(
        gitDir.resolve("traps/included"), "[diff]\n\texternal = " + external() + "\n");
    Files.writeString(gitDir.resolve("info/attributes"), "info-attributes diff=trap-command\n");
    Path config = gitDir.resolve("config");
    Files.writeString(config, Files.readString(config) + BENT + programs(hooks));
  }

  /// The canaries that lie there, in the order of their names.
  List<Path> tripped() {
    try (Stream<Path> files = Files.list(canaries)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + canaries, e);
    }
  }

  private String programs(Path hooks) throws IOException {
    return """
    [core]
    	attributesFile = %s
    	hooksPath = %s
    	fsmonitor = %s
    	pager = %s
    	editor = %s
    	sshCommand = %s
    	askPass = %s
    	gitProxy = %s
    	alternateRefsCommand = %s
    [diff]
    	orderFile = %s
    [diff "trap-textconv"]
    	textconv = %s
    	cachetextconv = false
    [diff "trap-command"]
    	command = %s
    [filter "trap"]
    	clean = %s
    	smudge = %s
    	required = true
    [filter "lfs"]
    	process = %s
    	clean = %s
    	smudge = %s
    [merge "trap"]
    	driver = %s
    [interactive]
    	diffFilter = %s
    [gpg]
    	program = %s
    [credential]
    	helper = %s
    [alias]
    	diff = !%s
    	diff-tree = !%s
    	evil = !%s
    [remote "origin"]
    	url = ssh://git@127.0.0.1:1/nowhere
    	fetch = +refs/heads/*:refs/remotes/origin/*
    [remote "local"]
    	url = .
    	uploadpack = %s
    [protocol]
    	allow = always
    [include]
    	path = traps/included
    """
        .formatted(
            gitDir.resolve("traps/attributes"),
            hooks,
            trap("fsmonitor", "exit 1"),
            trap("pager", "exec cat"),
            trap("editor", "exit 0"),
            trap("ssh-command", "exit 1"),
            trap("ask-pass", "echo x"),
            trap("git-proxy", "exit 1"),
            trap("alternate-refs", "exit 0"),
            gitDir.resolve("traps/order"),
            trap("textconv", "exec cat \"$1\""),
            trap("diff-command", "exit 0"),
            trap("filter-clean", "exec cat"),
            trap("filter-smudge", "exec cat"),
            trap("lfs-process", "exit 1"),
            trap("lfs-clean", "exec cat"),
            trap("lfs-smudge", "exec cat"),
            trap("merge-driver", "exit 0"),
            trap("diff-filter", "exec cat"),
            trap("gpg", "exit 1"),
            trap("credential-helper", "exit 0"),
            trap("alias-diff", "exit 0"),
            trap("alias-diff-tree", "exit 0"),
            trap("alias-evil", "exit 0"),
            trap("upload-pack", "exit 1"));
  }

  private Path external() throws IOException {
    return trap("external-diff", "exit 0");
  }

  private Path trap(String name, String then) throws IOException {
    return script(gitDir.resolve("traps").resolve(name), name, then);
  }

  private Path script(Path script, String canary, String then) throws IOException {
    String text = "#!/bin/sh\n: > '" + canaries.resolve(canary) + "'\n" + then + "\n";
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }
}
