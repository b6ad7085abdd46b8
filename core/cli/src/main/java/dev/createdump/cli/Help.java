package dev.createdump.cli;

/// The help of the whole product, written from the list of commands without loading any.
final class Help {
  private Help() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        create-dump leaves evidence of what a change does: an exact, complete, reproducible dump.

        Usage: create-dump COMMAND [OPTIONS]
        """);
    for (Commands.Group group : Commands.Group.values()) {
      text.append('\n').append(group.title()).append(":\n");
      for (Commands.Entry entry : Commands.all()) {
        if (entry.group() == group) {
          text.append("  ").append(pad(entry.name())).append(entry.summary()).append('\n');
        }
      }
    }
    text.append(
        """

        Examples:
          create-dump diff                          HEAD against the remote's default branch
          create-dump diff --base main --format md,html,patch --out dump
          create-dump ci --upload file:///srv/evidence

        `create-dump COMMAND --help` explains a command. Exit codes: 0 done, 2 usage, 10 blocked by
        findings, 11 configuration, 12 git, 13 scan, 20-24 storage, 25 comment, 130 cancelled.
        """);
    return text.toString();
  }

  private static String pad(String name) {
    return name + " ".repeat(Math.max(1, 14 - name.length()));
  }
}
