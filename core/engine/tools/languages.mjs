// Writes the table of languages that dev.createdump.engine.language.Languages reads.
//
//   npm pack linguist-languages@9.5.0 && tar -xzf linguist-languages-9.5.0.tgz
//   node core/engine/tools/languages.mjs package \
//     > core/engine/src/main/resources/dev/createdump/engine/language/languages.tsv
//
// The facts (names, extensions, file names, interpreters, aliases, kinds) are those of GitHub
// Linguist's languages.yml, which linguist-languages repackages; both are MIT licensed, see NOTICE.
// What linguist leaves open, which language an ambiguous name means when nothing else is known, is
// decided below. An ambiguous name without a decision, or a decision that is no longer needed, stops
// the script, so that a newer release of the facts is looked at and not just swallowed.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const source = process.argv[2];
if (!source) {
  console.error("usage: node languages.mjs DIRECTORY-OF-LINGUIST-LANGUAGES > languages.tsv");
  process.exit(2);
}
const release = JSON.parse(readFileSync(join(source, "package.json"), "utf8")).version;
const module = await import(pathToFileURL(resolve(source, "index.js")));
const languages = Object.values(module).filter((language) => language?.name);

// The language an ambiguous key means by itself: what most public repositories mean by it. "-" is
// none: such a suffix is more often a version number or somebody's own.
const manualSections =
  "1 1in 1m 1x 2 3 3in 3m 3p 3pm 3qt 3x 4 5 6 7 8 9".split(" ").map((section) => `.${section} -`);
const decisions = new Map(
  `
  .al Perl; .as ActionScript; .asc AsciiDoc; .ash AGS Script; .asm Assembly; .asy Asymptote
  .b Limbo; .bas Visual Basic 6.0; .bb BitBake; .bf Brainfuck; .bi FreeBASIC; .brd Eagle
  .bs BrighterScript; .bst BibTeX Style; .cairo Cairo; .cake C#; .cfg INI; .cgi Perl; .ch xBase
  .cl OpenCL; .cls TeX; .cp C++; .cs C#; .csl Kusto; .cue CUE; .d D; .ddl SQL
  .dsc Debian Package Control File; .dsp Microsoft Developer Studio Project; .e Eiffel; .ecl ECL
  .es JavaScript; .ex Elixir; .f Fortran; .fcgi PHP; .for Fortran; .fpp Fortran; .fr Frege
  .frag GLSL; .frm Visual Basic 6.0; .fs F#; .ftl FreeMarker; .fx HLSL; .g G-code; .gd GDScript
  .gml Game Maker Language; .gs JavaScript; .gst Gosu; .gts Glimmer TS; .h C; .hh C++; .html HTML
  .i SWIG; .ice Slice; .inc PHP; .j Objective-J; .jq jq; .json JSON; .k KCL; .ks Kickstart; .l Lex
  .lean Lean 4; .lisp Common Lisp; .lp Linear Programming; .ls LiveScript; .lsp Common Lisp
  .m Objective-C; .m4 M4; .man Roff Manpage; .mask Mask; .mc Monkey C; .md Markdown
  .mdoc Roff Manpage; .ml OCaml; .mm Objective-C++; .mo Modelica; .mod Modula-2; .mojo Mojo
  .moo Moocode; .mps JetBrains MPS; .mqh MQL5; .ms Roff; .msg ROS Interface; .n Nemerle
  .nas Assembly; .nb Wolfram Language; .ncl NCL; .nl NewLisp; .nr Noir; .nu Nushell; .odin Odin
  .p OpenEdge ABL; .pbt Protocol Buffer Text Format; .pc pkg-config; .php PHP; .pkl Pkl; .pl Perl
  .plist XML Property List; .plt Gnuplot; .pluginspec Ruby; .pm Perl; .pod Pod; .pp Puppet
  .prc PLSQL; .pro QMake; .properties Java Properties; .q HiveQL; .qs Q#; .r R; .re Reason; .reds Red
  .res ReScript; .rno RUNOFF; .rpy Ren'Py; .rs Rust; .rsc RouterOS Script; .s Assembly; .sc Scala
  .scd SuperCollider; .sch KiCad Schematic; .scm Scheme; .shader ShaderLab; .sip SIP; .sls Salt
  .sol Solidity; .spec RPM Spec; .sql SQL; .srt SubRip Text; .st Smalltalk; .star Starlark
  .svx mdsvex; .sw Sway; .t Perl; .tact Tact; .tl Teal; .toc TeX; .tpl Smarty; .trigger Apex
  .ts TypeScript; .tsp TypeSpec; .tst Scilab; .tsx TSX; .txt Text; .typ Typst; .uc UnrealScript
  .v Verilog; .vba VBA; .vcf vCard; .vhost Nginx; .w OpenEdge ABL; .workflow HCL; .x Linker Script
  .yaml YAML; .yml YAML; .yy Yacc
  =HOSTS Hosts File; =hosts Hosts File; =.releaserc JSON; =.eslintrc JSON with Comments
  !bun TypeScript; !deno TypeScript; !node JavaScript; !lua Lua; !ocaml OCaml
  !parrot Parrot Assembly; !perl Perl; !perl6 Raku
  `
    .split(/[;\n]/)
    .concat(manualSections)
    .map((entry) => entry.trim())
    .filter((entry) => entry)
    .map((entry) => [entry.slice(0, entry.indexOf(" ")), entry.slice(entry.indexOf(" ") + 1)]),
);

// Interpreters that run scripts today and that linguist does not list.
const moreInterpreters = {
  "!bats": "Shell",
  "!go": "Go",
  "!java": "Java",
  "!kotlin": "Kotlin",
  "!powershell": "PowerShell",
  "!swift": "Swift",
};

// Suffixes of files that are never source text: no content has to be read to know it.
const neverText = `
  7z a aab aar apk avi avif bin bmp bz2 class db dll dmg dylib ear eot exe flac gif gz heic icns ico
  jar jks jpeg jpg keystore lib lz4 mkv mov mp3 mp4 mpeg o obj ogg otf p12 pdf png psd pyc rar so
  sqlite tar tgz tif tiff ttf war wasm wav webm webp woff woff2 xls xlsx xz zip zst`
  .trim()
  .split(/\s+/);

const candidates = new Map();
const offer = (key, name) => {
  const names = candidates.get(key) ?? [];
  candidates.set(key, names.includes(name) ? names : [...names, name]);
};
const dashed = (text) => text.toLowerCase().replaceAll(" ", "-");
for (const language of languages) {
  language.interpreters?.forEach((program) => offer(`!${program}`, language.name));
  language.extensions?.forEach((extension) => offer(extension.toLowerCase(), language.name));
  language.filenames?.forEach((file) => offer(`=${file}`, language.name));
  [language.name, ...(language.aliases ?? [])].forEach((alias) =>
    offer(`~${dashed(alias)}`, language.name),
  );
}
for (const [key, name] of Object.entries(moreInterpreters)) {
  if (candidates.has(key)) {
    throw new Error(`${key} is listed by linguist now`);
  }
  offer(key, name);
}

const rows = languages.map((language) => `@${language.name}\t${language.type}`);
for (const [key, names] of candidates) {
  const decided = names.length === 1 ? names[0] : decisions.get(key);
  if (decided !== "-" && !names.includes(decided)) {
    throw new Error(`${key} needs a decision between ${names.join(", ")}`);
  }
  const others = names.filter((name) => name !== decided).sort();
  rows.push([key, decided === "-" ? "" : decided, ...others].join("\t"));
}
for (const key of decisions.keys()) {
  if ((candidates.get(key)?.length ?? 0) < 2) {
    throw new Error(`${key} is no longer ambiguous`);
  }
}
for (const extension of neverText) {
  if (!candidates.has(`.${extension}`)) {
    rows.push(`.${extension}\t`);
  }
}
if (rows.some((row) => /[^\t\x20-\x7e]/.test(row))) {
  throw new Error("the reader compares ASCII bytes only");
}

process.stdout.write(`# Languages by name. Generated by core/engine/tools/languages.mjs; do not edit.
# Facts: GitHub Linguist, lib/linguist/languages.yml, by way of linguist-languages ${release}.
# Copyright (c) 2017 GitHub, Inc., MIT License; see NOTICE.
# Rows are sorted by their bytes, because they are searched and not parsed. A row is a key, the
# language it means by itself (empty: none), and the other languages it may mean. Keys start with
# "!" interpreter, "." lower-case suffix, "=" file name, "@" language (its kind follows), "~" alias.
${rows.sort().join("\n")}
`);
