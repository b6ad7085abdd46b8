package dev.createdump.engine.policy;

/// The text of a good starting `create-dump.toml`: every key with its explanation and its default,
/// commented out. A line of words starts with `# `, a setting with `#` alone, so that taking that
/// one character away sets it.
public final class ConfigInit {
  private static final int WIDTH = 92;

  private static final String HEAD =
      """
      # Configuration of create-dump. Every line that starts with # and no blank is a setting at
      # its default: take the # away and change it.
      #
      # Weaker than this file: the defaults. Stronger: the profile of --profile, variables such as
      # CREATE_DUMP_OUTPUT_DIR, and flags. `create-dump config show --origin` tells what holds.
      """;

  private static final String TAIL =
      """

      # Each [[upload]] is a store that receives the dump, for instance:
      #
      #     [[upload]]
      #     uri = "s3://bucket/prefix"
      #     region = "eu-central-1"
      #     retention = { mode = "compliance", days = 2555 }

      # A profile changes what it names when --profile asks for it, for instance:
      #
      #     [profile.ci.scan]
      #     fail_on = "secrets"
      """;

  private ConfigInit() {}

  public static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Section section : Keys.SECTIONS) {
      text.append("\n# ").append(section.doc()).append("\n[").append(section.name()).append("]\n");
      for (Key<?> key : Keys.ALL) {
        if (key.section().equals(section.name())) {
          key(text, key);
        }
      }
    }
    return text.append(TAIL).toString();
  }

  private static void key(StringBuilder text, Key<?> key) {
    text.append('\n');
    wrapped(text, key.doc() + " Allowed: " + key.type().allowed() + ".");
    Object builtIn = key.defaultValue();
    if (builtIn != null) {
      text.append('#').append(key.leaf()).append(" = ").append(TomlText.of(builtIn)).append('\n');
    }
  }

  private static void wrapped(StringBuilder text, String sentence) {
    text.append('#');
    int column = 1;
    for (String word : sentence.split(" ", -1)) {
      if (column + 1 + word.length() > WIDTH) {
        text.append("\n#");
        column = 1;
      }
      text.append(' ').append(word);
      column += 1 + word.length();
    }
    text.append('\n');
  }
}
