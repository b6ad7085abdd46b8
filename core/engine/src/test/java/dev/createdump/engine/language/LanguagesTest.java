package dev.createdump.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  private static final byte[] NOTHING = {};
  private final Languages languages = Languages.load();

  private String classify(String path, String head) {
    return languages.classify(path, head.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "core/src/main/java/Main.java, Java",
    "a/b/c.py, Python",
    "types/index.d.ts, TypeScript",
    "resources/views/welcome.blade.php, Blade",
    "index.php, PHP",
    "lib/x.rb, Ruby",
    "main.go, Go",
    "go.mod, Go Module",
    "go.sum, Go Checksums",
    "pom.xml, Maven POM",
    "web.xml, XML",
    "package.json, JSON",
    "tsconfig.json, JSON with Comments",
    "build.gradle, Gradle",
    "build.gradle.kts, Gradle Kotlin DSL",
    "Main.kts, Kotlin",
    "Makefile, Makefile",
    "CMakeLists.txt, CMake",
    "notes.txt, Text",
    "Dockerfile, Dockerfile",
    "docker/Dockerfile.dev, Dockerfile",
    "Jenkinsfile, Groovy",
    ".env.preview, Dotenv",
    ".gitignore, Ignore List",
    ".github/workflows/ci.yml, YAML",
    "README.md, Markdown",
    "LICENSE, Text",
    "style.SCSS, SCSS",
    "X.JAVA, Java",
    "main.tf, HCL",
    "App.vue, Vue",
    "App.tsx, TSX",
    "kernel.cu, Cuda",
    "deploy.ps1, PowerShell",
    "x.proto, Protocol Buffer",
    "Cargo.lock, TOML",
    "mvnw, Shell",
    "mvnw.cmd, Batchfile",
    "photo.tar.gz, ''",
    "logo.PNG, ''",
    "unknown, ''",
    "profile.old, ''",
  })
  void namesAloneDecide(String path, String language) {
    assertThat(languages.classify(path, NOTHING)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({
    "x.h, C",
    "x.m, Objective-C",
    "x.pl, Perl",
    "x.ts, TypeScript",
    "x.v, Verilog",
    "x.sql, SQL",
    "x.md, Markdown",
    "x.rs, Rust",
    "x.cls, TeX",
    "x.cs, C#",
    "x.r, R",
    "x.R, R",
    "x.yml, YAML",
    "x.php, PHP",
    "x.html, HTML",
    "x.d, D",
    "x.fs, F#",
    "x.properties, Java Properties",
    "x.inc, PHP",
    "x.pp, Puppet",
    "x.sol, Solidity",
    "x.spec, RPM Spec",
    "x.tsx, TSX",
    "x.1, ''",
    "release-1.2, ''",
  })
  void ambiguousSuffixesHaveADefault(String path, String language) {
    assertThat(languages.classify(path, NOTHING)).isEqualTo(language);
  }

  @Test
  void contentTellsAmbiguousSuffixesApart() {
    assertThat(classify("x.h", "#pragma once\n\nnamespace a {\n")).isEqualTo("C++");
    assertThat(classify("x.h", "#include <stdio.h>\nint namespace_of(int);\n")).isEqualTo("C");
    assertThat(classify("x.h", "#import <Foo/Foo.h>\n@interface A\n@end\n"))
        .isEqualTo("Objective-C");
    assertThat(classify("x.m", "function y = f(x)\n% doubles\ny = 2*x;\n")).isEqualTo("MATLAB");
    assertThat(classify("x.m", "#import \"A.h\"\n@implementation A\n")).isEqualTo("Objective-C");
    assertThat(classify("x.m", "(* ::Package:: *)\n")).isEqualTo("Wolfram Language");
    assertThat(classify("x.pl", ":- module(a, [b/1]).\n")).isEqualTo("Prolog");
    assertThat(classify("x.pl", "use strict;\nmy $x = 1;\n")).isEqualTo("Perl");
    assertThat(classify("x.pl", "#!/usr/bin/env swipl\n")).isEqualTo("Prolog");
    assertThat(classify("x.ts", "<?xml version=\"1.0\"?>\n<!DOCTYPE TS>\n")).isEqualTo("XML");
    assertThat(classify("x.ts", "export const a = 1;\n")).isEqualTo("TypeScript");
    assertThat(classify("x.v", "Lemma a : True.\nProof.\n")).isEqualTo("Rocq Prover");
    assertThat(classify("x.v", "fn main() {\n}\n")).isEqualTo("V");
    assertThat(classify("x.v", "`timescale 1ns/1ps\nmodule a;\n")).isEqualTo("Verilog");
    assertThat(classify("x.cls", "VERSION 1.0 CLASS\n")).isEqualTo("Visual Basic 6.0");
    assertThat(classify("x.cls", "public with sharing class A {\n")).isEqualTo("Apex");
    assertThat(classify("x.pm", "/* XPM */\nstatic char * a[] = {\n")).isEqualTo("X PixMap");
    assertThat(classify("git.1", ".\\\" a comment\n.TH GIT 1\n")).isEqualTo("Roff Manpage");
    assertThat(classify("x.fs", "#version 330\nout vec4 c;\n")).isEqualTo("GLSL");
    assertThat(classify("x.cgi", "#!/bin/sh\necho\n")).isEqualTo("Shell");
    assertThat(classify("x.d", "a.o: a.c\n")).isEqualTo("Makefile");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#!/bin/sh | Shell",
        "#! /bin/bash -eu | Shell",
        "#!/usr/bin/env python3 | Python",
        "#!/usr/bin/env -S python3 -u | Python",
        "#!/usr/bin/env -Snode --harmony | JavaScript",
        "#!/usr/bin/env --split-string=ruby -w | Ruby",
        "#!/usr/bin/env LANG=C perl -w | Perl",
        "#!/usr/local/bin/python3.11 | Python",
        "#!/usr/bin/lua5.4 | Lua",
        "#!/usr/bin/env\tdeno run | TypeScript",
        "#!/usr/bin/env -S java --source 25 | Java",
        "#!/nix/store/abc/bin/fish | fish",
        "#!/usr/bin/env | ''",
        "#! | ''",
        "#!/opt/unheard-of | ''",
      })
  void shebangsDecideWhereTheNameDoesNot(String line, String language) {
    assertThat(classify("bin/tool", line)).isEqualTo(language);
    assertThat(classify("bin/tool", line + "\n\nrest")).isEqualTo(language);
    assertThat(classify("bin/tool", line + "\r\nrest")).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/* -*- C++ -*- */ | C++",
        "# -*- coding: utf-8; mode: Python; fill-column: 90 -*- | Python",
        "// vim: ts=2 ft=rust | Rust",
        "# vim: set filetype=sh: | Shell",
        "# vim:syntax=ruby | Ruby",
        "index: ft=rust | ''",
        "vim: ts=2 | ''",
        "-*- | ''",
        "-*--*- | ''",
        "-*- coding: utf-8 -*- | ''",
      })
  void editorsModelinesDecideWhereTheNameDoesNot(String line, String language) {
    assertThat(classify("tool", "\n" + line + "\n")).isEqualTo(language);
    assertThat(classify("tool", "\n\n\n\n\n" + line + "\n")).isEmpty();
  }

  @Test
  void aModelineOfAnUnrelatedLanguageDoesNotOverrideTheSuffix() {
    assertThat(classify("x.h", "// -*- C++ -*-\n")).isEqualTo("C++");
    assertThat(classify("x.h", "// -*- python -*-\n")).isEqualTo("C");
    assertThat(classify("x.java", "// -*- C++ -*-\n")).isEqualTo("Java");
  }

  @Test
  void xmlWithoutAKnownSuffixIsXml() {
    assertThat(classify("a.unheardof", "<?xml version=\"1.0\"?><a/>")).isEqualTo("XML");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Main.java", "x.md", "x.json", "logo.png", "Makefile", "x.rs", "a.yml"})
  void mostNamesNeedNoContent(String path) {
    assertThat(languages.needsContent(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.h", "x.m", "x.pl", "x.ts", "bin/tool", "git.1", "a.unheardof", ""})
  void contentIsAskedForWhereOnlyItCanTell(String path) {
    assertThat(languages.needsContent(path)).isTrue();
  }

  @Test
  void kindsAreLinguists() {
    assertThat(languages.kind("Java")).contains(LanguageKind.PROGRAMMING);
    assertThat(languages.kind("HTML")).contains(LanguageKind.MARKUP);
    assertThat(languages.kind("JSON")).contains(LanguageKind.DATA);
    assertThat(languages.kind("Markdown")).contains(LanguageKind.PROSE);
    assertThat(languages.kind("java")).isEmpty();
    assertThat(languages.kind("")).isEmpty();
  }
}
