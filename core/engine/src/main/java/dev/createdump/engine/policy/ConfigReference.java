package dev.createdump.engine.policy;

import java.util.List;
import java.util.Map;

/// The reference page of the configuration, as Markdown.
public final class ConfigReference {
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the keys' own description. To change it, change Keys.java and regenerate. -->

      `create-dump config init` prints a starting file with every key in it, `config show --origin`
      what holds and where it came from, `config validate` what is wrong. Editors complete and check
      `create-dump.toml` with [create-dump.schema.json](create-dump.schema.json).

      ## Layers

      Later wins, key by key; a list replaces the list below it.

      1. the defaults below
      2. what a [central policy](../policy.md) presets
      3. the project's file
      4. the profile in it that `--profile` or `CREATE_DUMP_PROFILE` names
      5. the environment
      6. the flags

      What a central policy enforces stands above all of them: a weaker value ends the run with exit
      code 11. `create-dump config explain KEY` tells where a value came from and who locked it.

      A change is judged by the file of the branch it goes to: under review in CI always, elsewhere
      where the change touches the file. The dump says that it does. `source.config = "head"` in that
      version, the environment or a flag lets changes bring their own.

      **The file** is the one that `--config` names, else the first of these in the project's
      directory; a note names the others that are there:

      1. `create-dump.toml`
      2. `pyproject.toml`, where it has a table `[tool.create-dump]`
      3. `create_dump.toml` of the original create-dump

      It is TOML 1.0 in UTF-8, at most 1 MiB. Everything wrong in it is told at once with line and
      column, and the run ends with exit code 11: a key that does not exist is an error, as a
      misspelt rule would otherwise be no rule.

      **A profile** `[profile.NAME]` holds any of the keys, as in `[profile.ci.scan]`. Its name
      consists of letters, digits, `_` and `-`. All profiles are checked, also those not asked for.

      **A variable** is `CREATE_DUMP_`, the section and the key, in capitals. An empty one counts as
      absent. Lists are separated by commas, `\\,` is a comma within an element, and blanks around
      an element do not count. Booleans are `true`, `1`, `yes`, `on` or `false`, `0`, `no`, `off`.
      Where both a variable and its short form are set, the long one wins. A variable that looks
      like one of these and is none is an error; others with the prefix are left alone.

      **A flag** of a list can be repeated; `--format` also takes commas. A wrong value in a flag
      alone ends with exit code 2.

      **A size** is a number of bytes, or a number with `B`, `KiB`, `MiB`, `GiB` (times 1024) or
      `kB`, `MB`, `GB` (times 1000).
      """;

  private static final String ORIGINAL =
      """

      ## Files of the original create-dump

      In `create_dump.toml`, and in `[tool.create-dump]` of either file, the keys of the original
      Python tool are read beside those above, also in profiles. A key set both ways is an error.

      | original | here |
      |---|---|
      """;

  private static final String IGNORED =
      """

      These are known, ignored, and named in a note:

      | original | why |
      |---|---|
      """;

  private ConfigReference() {}

  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Section section : Keys.SECTIONS) {
      page.append("\n## `[").append(section.name()).append("]`\n\n");
      page.append(section.doc()).append('\n');
      keys(page, section.name());
    }
    for (Key<?> key : Keys.ALL) {
      if (key.type() instanceof Tables tables) {
        tables(page, key, tables.columns());
      }
    }
    page.append(ORIGINAL);
    for (Map.Entry<String, String> key : OriginalKeys.successors().entrySet()) {
      page.append("| `").append(key.getKey()).append("` | `").append(key.getValue());
      page.append("` |\n");
    }
    page.append(IGNORED);
    for (Map.Entry<String, String> key : OriginalKeys.ignored().entrySet()) {
      page.append("| `").append(key.getKey()).append("` | ").append(key.getValue());
      page.append(" |\n");
    }
    return page.toString();
  }

  private static void keys(StringBuilder page, String section) {
    for (Key<?> key : Keys.ALL) {
      if (key.section().equals(section)) {
        page.append("\n### `").append(key.name()).append("`\n\n").append(key.doc()).append("\n\n");
        Object builtIn = key.defaultValue();
        if (builtIn != null) {
          page.append("- default: `").append(TomlText.of(builtIn)).append("`\n");
        }
        facts(page, key);
      }
    }
  }

  private static void facts(StringBuilder page, Key<?> key) {
    type(page, key);
    page.append("- variable: `").append(key.variable()).append('`');
    String shortcut = key.shortcut();
    page.append(shortcut == null ? "" : ", or `" + shortcut + "`").append('\n');
    String flag = key.flag();
    if (flag != null) {
      page.append("- flag: `").append(flag).append('`');
      page.append(key.type() instanceof Toggle ? ", `--no-" + flag.substring(2) + "`" : "");
      page.append('\n');
    }
  }

  private static void type(StringBuilder page, Key<?> key) {
    page.append("- type: ").append(key.type().typeName()).append('\n');
    page.append("- allowed: ").append(key.type().allowed()).append('\n');
  }

  private static void tables(StringBuilder page, Key<?> key, List<Key<?>> columns) {
    page.append("\n## `[[").append(key.name()).append("]]`\n\n").append(key.doc());
    page.append("\n\n");
    facts(page, key);
    for (Key<?> column : columns) {
      page.append("\n### `").append(key.name()).append("[].").append(column.name());
      page.append("`\n\n").append(column.doc()).append("\n\n");
      Object builtIn = column.defaultValue();
      page.append(builtIn == null ? "- required\n" : "- default: `" + TomlText.of(builtIn) + "`\n");
      type(page, column);
    }
  }
}
