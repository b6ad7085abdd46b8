package dev.createdump.engine.dump;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Makes dumps of real repositories with the real `git`, for tests that want real patches.
public final class GitDumps {
  private GitDumps() {}

  /// Runs git in a directory, blind to the configuration of the machine and its user.
  public static byte[] git(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=true"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "Ada");
      environment.put("GIT_" + who + "_EMAIL", "ada@example.org");
      environment.put("GIT_" + who + "_DATE", "1780000000 +0000");
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("git " + String.join(" ", arguments) + " failed");
      }
      return out;
    } catch (IOException e) {
      throw new IllegalStateException("git cannot be started; is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Records everything in the work tree as a commit and gives its name.
  public static String commitAll(Path directory, String message) {
    git(directory, "add", "-A", "-f");
    git(directory, "commit", "-q", "--allow-empty", "-m", message);
    return new String(git(directory, "rev-parse", "HEAD"), StandardCharsets.US_ASCII).strip();
  }

  /// The files that differ between two commits, as git's own patch shows them.
  public static TestDumps between(Path directory, String base, String head) {
    byte[] patch =
        git(directory, "diff", "--no-ext-diff", "--no-textconv", "-M", "--binary", base, head);
    byte[] raw = git(directory, "diff", "--raw", "-z", "--no-abbrev", "-M", base, head);
    List<byte[]> sections = sections(patch);
    List<String> fields = List.of(new String(raw, StandardCharsets.UTF_8).split("\0", -1));
    TestDumps dump = TestDumps.dump();
    int field = 0;
    for (byte[] section : sections) {
      String[] meta = fields.get(field++).substring(1).split(" ", -1);
      ChangeStatus status = ChangeStatus.of(meta[4].charAt(0));
      String first = fields.get(field++);
      boolean two = status == ChangeStatus.RENAMED || status == ChangeStatus.COPIED;
      String path = two ? fields.get(field++) : first;
      TestFile file =
          TestFile.file(path)
              .status(status)
              .modes(meta[0], meta[1])
              .ids(new ObjectId(meta[2]), new ObjectId(meta[3]))
              .language(language(path))
              .patch(section);
      if (two) {
        file.renamedFrom(first, Integer.parseInt(meta[4].substring(1)));
      }
      if (contains(section, "\nGIT binary patch\n")) {
        file.state(FileState.BINARY, "");
      }
      dump.file(file);
    }
    return dump;
  }

  private static String language(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "java" -> "Java";
      case "kt" -> "Kotlin";
      case "md" -> "Markdown";
      case "xml" -> "XML";
      case "gradle" -> "Gradle";
      case "adoc" -> "AsciiDoc";
      case "py" -> "Python";
      default -> "";
    };
  }

  private static boolean contains(byte[] text, String ascii) {
    return new String(text, StandardCharsets.ISO_8859_1).contains(ascii);
  }

  /// Cuts at the lines `diff --git`: inside a hunk every line has another first character.
  private static List<byte[]> sections(byte[] patch) {
    List<byte[]> sections = new ArrayList<>();
    byte[] mark = "diff --git ".getBytes(StandardCharsets.US_ASCII);
    int start = -1;
    for (int i = 0; i < patch.length; i++) {
      boolean lineStart = i == 0 || patch[i - 1] == '\n';
      if (lineStart
          && patch.length - i >= mark.length
          && Arrays.equals(patch, i, i + mark.length, mark, 0, mark.length)) {
        if (start >= 0) {
          sections.add(Arrays.copyOfRange(patch, start, i));
        }
        start = i;
      }
    }
    if (start >= 0) {
      sections.add(Arrays.copyOfRange(patch, start, patch.length));
    }
    return sections;
  }
}
