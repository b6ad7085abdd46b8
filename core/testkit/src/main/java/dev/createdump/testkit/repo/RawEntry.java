package dev.createdump.testkit.repo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One entry of `git diff --raw -z`, as git-diff(1) describes it under "Raw output format".
///
/// @param oldMode six octal digits
/// @param newMode six octal digits
/// @param oldId the whole id
/// @param newId the whole id
/// @param status the letter, without the score of a rename or copy
/// @param oldPath the source of a rename or copy, else the path itself
/// @param path the path at the head, or of what was deleted
public record RawEntry(
    String oldMode,
    String newMode,
    String oldId,
    String newId,
    char status,
    GitPath oldPath,
    GitPath path) {

  static List<RawEntry> parse(byte[] output) {
    String text = new String(output, StandardCharsets.ISO_8859_1);
    List<RawEntry> entries = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\0', at);
      int pathEnd = text.indexOf('\0', end + 1);
      String[] fields = text.substring(at + 1, end).split(" ", -1);
      GitPath oldPath = new GitPath(text.substring(end + 1, pathEnd));
      GitPath path = oldPath;
      char status = fields[4].charAt(0);
      if (status == 'R' || status == 'C') {
        int secondEnd = text.indexOf('\0', pathEnd + 1);
        path = new GitPath(text.substring(pathEnd + 1, secondEnd));
        pathEnd = secondEnd;
      }
      entries.add(new RawEntry(fields[0], fields[1], fields[2], fields[3], status, oldPath, path));
      at = pathEnd + 1;
    }
    return List.copyOf(entries);
  }
}
