package dev.createdump.engine.batch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The files that make a directory a project: what build tools and package managers look for, and
/// this tool's own configuration.
public final class Markers {
  private static final List<String> NAMES =
      List.of(
          "create-dump.toml",
          "create_dump.toml",
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "build.sbt",
          "package.json",
          "deno.json",
          "go.mod",
          "pyproject.toml",
          "setup.py",
          "Cargo.toml",
          "composer.json",
          "Gemfile",
          "mix.exs",
          "pubspec.yaml",
          "Package.swift");

  /// What ends so is one whatever it is called.
  private static final List<String> SUFFIXES = List.of(".csproj", ".fsproj", ".vbproj");

  private final Set<String> wanted;

  private Markers(Set<String> wanted) {
    this.wanted = wanted;
  }

  /// All that are known.
  public static Markers standard() {
    return new Markers(new LinkedHashSet<>(known()));
  }

  /// Some names, known or not; `*.csproj` stands for an ending.
  public static Markers of(List<String> names) {
    return new Markers(new LinkedHashSet<>(names));
  }

  /// Every known marker as people write it.
  public static List<String> known() {
    List<String> known = new java.util.ArrayList<>(NAMES);
    SUFFIXES.forEach(suffix -> known.add("*" + suffix));
    return known;
  }

  /// The marker that a file is.
  ///
  /// @param file its name, without a directory
  /// @return as in {@link #known}, so that no foreign text is in it; empty where it is none
  public String of(String file) {
    if (wanted.contains(file)) {
      return file;
    }
    int dot = file.lastIndexOf('.');
    String ending = dot <= 0 ? "" : "*" + file.substring(dot);
    return wanted.contains(ending) ? ending : "";
  }
}
