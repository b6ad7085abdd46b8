package dev.createdump.engine.restore;

import dev.createdump.engine.source.RepoPath;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Judges the paths of a dump, which whoever wrote it chose, before anything is written.
///
/// What is unsafe is never written. What only other systems cannot hold (two names that differ in
/// case, names of devices) is refused unless it is allowed.
final class SafePaths {
  /// Device names of Windows, which stand for the device with any suffix and in any directory
  /// (Microsoft, "Naming Files, Paths, and Namespaces").
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

  private final boolean unportable;

  /// By the form in which a system without regard to case knows them, also of directories.
  private final Map<String, String> names = new HashMap<>();

  /// What each path is: a directory, or something that nothing can lie below.
  private final Map<String, Boolean> kinds = new TreeMap<>();

  /// @param unportable whether names are allowed that other systems cannot hold
  SafePaths(boolean unportable) {
    this.unportable = unportable;
  }

  /// What is wrong with a path; null for nothing. Remembers it.
  @Nullable String problem(RepoPath path, boolean directory) {
    String text = path.text();
    if (text.isEmpty() || text.startsWith("/")) {
      return "is no path within the tree";
    }
    StringBuilder above = new StringBuilder();
    String[] parts = text.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      String wrong = name(parts[i]);
      if (wrong != null) {
        return wrong;
      }
      above.append(i == 0 ? "" : "/").append(parts[i]);
      boolean last = i == parts.length - 1;
      wrong = place(above.toString(), !last || directory, last);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private @Nullable String name(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return "leads elsewhere";
    }
    if (name.indexOf('\0') >= 0) {
      return "holds a zero";
    }
    if (isGitDirectory(name)) {
      return "lies in a .git directory, whose files git runs";
    }
    if (java.io.File.separatorChar != '/' && name.indexOf(java.io.File.separatorChar) >= 0) {
      return "leads elsewhere on this system";
    }
    String stem = name.toLowerCase(Locale.ROOT);
    int dot = stem.indexOf('.');
    stem = (dot < 0 ? stem : stem.substring(0, dot)).stripTrailing();
    boolean device = DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9¹²³]");
    return device && !unportable ? "is the name of a device on other systems" : null;
  }

  /// As git judges it for its own checkouts (`verify_path`, CVE-2014-9390): in any case, in the
  /// short form of Windows, and with what macOS leaves out.
  private static boolean isGitDirectory(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean ignored =
          (c >= 0x200C && c <= 0x200F)
              || (c >= 0x202A && c <= 0x202E)
              || (c >= 0x206A && c <= 0x206F)
              || c == 0xFEFF;
      if (!ignored) {
        plain.append(c);
      }
    }
    String folded = plain.toString().toLowerCase(Locale.ROOT);
    int stream = folded.indexOf(':');
    folded = stream < 0 ? folded : folded.substring(0, stream);
    int end = folded.length();
    while (end > 0 && (folded.charAt(end - 1) == '.' || folded.charAt(end - 1) == ' ')) {
      end--;
    }
    String stem = folded.substring(0, end);
    return stem.equals(".git") || stem.equals("git~1");
  }

  private @Nullable String place(String path, boolean directory, boolean last) {
    Boolean known = kinds.putIfAbsent(path, directory);
    if (known != null && known && last && directory) {
      return null;
    }
    if (known != null && (last || !known)) {
      return known == directory ? "stands there twice" : "is a file and a directory";
    }
    if (unportable || known != null) {
      return null;
    }
    String folded =
        Normalizer.normalize(path, Normalizer.Form.NFC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    String other = names.putIfAbsent(folded, path);
    return other == null ? null : "differs from " + other + " only in case or form";
  }

  /// Whether a file of this name was judged before and found right.
  boolean isFile(RepoPath path) {
    return Boolean.FALSE.equals(kinds.get(path.text()));
  }

  /// What is wrong with a link; null for nothing.
  ///
  /// The names above a link are directories, so the first steps up lead where they seem to; behind
  /// any other name `..` may lead anywhere, as that name may be a link itself.
  static @Nullable String linkProblem(RepoPath path, String target) {
    if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
      return "is a link out of the tree";
    }
    int depth = path.text().split("/", -1).length - 1;
    boolean down = false;
    for (String step : target.split("/", -1)) {
      if (step.equals("..")) {
        depth--;
        if (down || depth < 0) {
          return "is a link that may lead out of the tree";
        }
      } else {
        down |= !step.isEmpty() && !step.equals(".");
      }
    }
    return null;
  }
}
