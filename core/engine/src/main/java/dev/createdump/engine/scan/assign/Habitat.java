package dev.createdump.engine.scan.assign;

import dev.createdump.engine.scan.value.WordList;
import java.util.Locale;
import java.util.Set;

/// What kind of file a value stands in, by the file's name.
public enum Habitat {
  /// Program text: what is a value stands in quotes, anything else is an expression.
  CODE,
  /// Configuration: values need no quotes.
  DATA,
  /// Text for people, or nobody knows.
  OTHER,
  /// Texts of a user interface in some language.
  TRANSLATION,
  /// Digests of what a build depends on.
  LOCK;

  private static final Set<String> CODE_SUFFIXES =
      WordList.set(
          """
          java kt kts scala groovy gradle clj js mjs cjs jsx ts tsx vue svelte py pyx rb erb
          php go rs c h cc cpp cxx hpp hh m mm cs vb fs swift dart lua pl pm r jl hs ml ex exs
          erl elm nim zig sol css scss less proto graphql ipynb jsp aspx cshtml html htm xhtml
          tf json jsonc json5 ndjson jsonl toml
          """);

  private static final Set<String> DATA_SUFFIXES =
      WordList.set(
          """
          yml yaml env properties ini cfg conf config cnf tfvars sh bash zsh fish bat cmd ps1
          service xml plist rc netrc pgpass npmrc pypirc example sample dist template tmpl tpl
          j2 prefs settings local dev prod production development staging
          """);

  private static final Set<String> LOCKS =
      WordList.set(
          """
          package-lock.json npm-shrinkwrap.json pnpm-lock.yaml composer.lock go.sum
          gemfile.lock poetry.lock pipfile.lock cargo.lock yarn.lock packages.lock.json
          flake.lock mix.lock podfile.lock uv.lock bun.lock deno.lock
          """);

  private static final Set<String> LANGUAGES =
      WordList.set(
          """
          locale locales i18n l10n lang langs languages translations
          """);

  /// @param path parted by `/`; empty where nobody knows
  public static Habitat of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    if (LOCKS.contains(name)) {
      return LOCK;
    }
    for (String part : lower.split("/")) {
      if (LANGUAGES.contains(part) && !part.equals(name)) {
        return TRANSLATION;
      }
    }
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    if (name.startsWith("messages") && suffix.equals("properties")) {
      return TRANSLATION;
    }
    if (CODE_SUFFIXES.contains(suffix)) {
      return CODE;
    }
    boolean data =
        DATA_SUFFIXES.contains(suffix)
            || name.startsWith(".env")
            || name.startsWith("dockerfile")
            || name.endsWith("rc");
    return data ? DATA : OTHER;
  }
}
