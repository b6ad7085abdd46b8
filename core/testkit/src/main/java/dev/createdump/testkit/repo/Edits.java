package dev.createdump.testkit.repo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What one commit does to the tree of its parent, as fast-import(1) commands.
public final class Edits {
  private final ByteArrayOutputStream commands = new ByteArrayOutputStream();

  Edits() {}

  public Edits file(String path, String text) {
    return put(GitPath.of(path), TreeEntry.file(text));
  }

  public Edits file(String path, byte[] content) {
    return put(GitPath.of(path), TreeEntry.file(content));
  }

  public Edits executable(String path, String text) {
    return put(GitPath.of(path), TreeEntry.executable(text));
  }

  public Edits symlink(String path, String target) {
    return put(GitPath.of(path), TreeEntry.symlink(target));
  }

  public Edits submodule(String path, String commit) {
    return put(GitPath.of(path), TreeEntry.submodule(commit));
  }

  public Edits put(GitPath path, TreeEntry entry) {
    if (entry.isSubmodule()) {
      String commit = new String(entry.content(), StandardCharsets.US_ASCII);
      return line("M " + entry.mode() + " " + commit + " " + path.quoted());
    }
    line("M " + entry.mode() + " inline " + path.quoted());
    line("data " + entry.content().length);
    commands.writeBytes(entry.content());
    return line("");
  }

  public Edits delete(String path) {
    return line("D " + GitPath.of(path).quoted());
  }

  public Edits rename(String from, String to) {
    return line("R " + GitPath.of(from).quoted() + " " + GitPath.of(to).quoted());
  }

  /// Replaces the whole tree.
  public Edits tree(Map<GitPath, TreeEntry> tree) {
    line("deleteall");
    tree.forEach(this::put);
    return this;
  }

  byte[] commands() {
    return commands.toByteArray();
  }

  private Edits line(String text) {
    commands.writeBytes((text + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }
}
