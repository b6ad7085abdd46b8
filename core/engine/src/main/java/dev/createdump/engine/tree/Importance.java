package dev.createdump.engine.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Orders paths so that what explains a project comes before what it explains: first what it is,
/// then how it is built and where it starts, then its source, its tests, and last what nobody
/// writes by hand. Within a rank higher directories come first, then names by their bytes.
public final class Importance {
  private static final Set<String> MANIFESTS =
      Set.of(
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "package.json",
          "tsconfig.json",
          "cargo.toml",
          "go.mod",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "requirements.txt",
          "gemfile",
          "composer.json",
          "mix.exs",
          "cmakelists.txt",
          "makefile",
          "meson.build",
          "dockerfile",
          "create-dump.toml");
  private static final Set<String> GENERATED =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "cargo.lock",
          "go.sum",
          "poetry.lock",
          "uv.lock",
          "pipfile.lock",
          "gemfile.lock",
          "composer.lock",
          "mix.lock");
  private static final Set<String> ENTRIES =
      Set.of("main", "__main__", "index", "app", "application", "lib", "mod", "cli", "server");
  private static final Set<String> ABOUT =
      Set.of("architecture", "design", "contributing", "overview", "agents", "hacking");
  private static final Set<String> TESTS =
      Set.of("test", "tests", "__tests__", "spec", "specs", "testdata", "fixtures", "testing");
  private static final Set<String> FOREIGN =
      Set.of("vendor", "third_party", "node_modules", "dist", "generated");

  private Importance() {}

  /// The same notes, the most important first.
  public static List<TreeNote> order(List<TreeNote> notes) {
    List<TreeNote> ordered = new ArrayList<>(notes);
    ordered.sort(
        Comparator.<TreeNote>comparingInt(note -> rank(note.entry().path().text()))
            .thenComparingInt(note -> depth(note.entry().path().text()))
            .thenComparing(TreeNote::entry));
    return ordered;
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  /// From 0, the most important.
  static int rank(String path) {
    String[] names = path.toLowerCase(Locale.ROOT).split("/", -1);
    String name = names[names.length - 1];
    int dot = name.indexOf('.', 1);
    String stem = dot < 0 ? name : name.substring(0, dot);
    boolean tests = isTest(stem);
    boolean foreign = GENERATED.contains(name) || name.contains(".min.");
    for (int i = 0; i < names.length - 1; i++) {
      tests |= TESTS.contains(names[i]);
      foreign |= FOREIGN.contains(names[i]);
    }
    boolean top = names.length == 1;
    if (foreign) {
      return 9;
    }
    if (tests) {
      return 7;
    }
    if (stem.equals("readme")) {
      return top ? 0 : 3;
    }
    if (ABOUT.contains(stem)) {
      return top ? 1 : 6;
    }
    if (MANIFESTS.contains(name)) {
      return top ? 2 : 3;
    }
    return ENTRIES.contains(stem) && dot > 0 ? 4 : byKind(names, name);
  }

  private static boolean isTest(String stem) {
    return stem.startsWith("test_")
        || stem.endsWith("_test")
        || stem.endsWith("test")
        || stem.endsWith("tests")
        || stem.endsWith("_spec")
        || stem.endsWith("-spec");
  }

  private static int byKind(String[] names, String name) {
    boolean hidden = names[0].startsWith(".");
    boolean prose = name.endsWith(".md") || name.endsWith(".rst") || name.endsWith(".adoc");
    boolean data =
        name.endsWith(".csv")
            || name.endsWith(".json")
            || name.endsWith(".svg")
            || name.endsWith(".xml")
            || name.endsWith(".txt")
            || name.endsWith(".lock")
            || name.endsWith(".snap");
    if (data) {
      return 8;
    }
    return hidden || prose ? 6 : 5;
  }
}
