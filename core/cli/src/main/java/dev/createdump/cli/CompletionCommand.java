package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump completion bash|zsh|fish`: a script made from the commands' own descriptions.
final class CompletionCommand implements Command {
  /// The shells that are known.
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Prints a completion script.", "")
        .footer(
            "",
            "Examples:",
            "  source <(create-dump completion bash)",
            "  create-dump completion zsh > \"${fpath[1]}/_create-dump\"",
            "  create-dump completion fish > ~/.config/fish/completions/create-dump.fish");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(Shell.class)
            .arity("1")
            .paramLabel("bash|zsh|fish")
            .description("The shell to complete in.")
            .build());
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Shell shell = options.matchedPositionalValue(0, Shell.bash);
    Map<String, List<String>> words = words();
    session
        .console()
        .resultText(
            switch (shell) {
              case bash -> bash(words);
              case zsh -> zsh(words);
              case fish -> fish();
            });
    return ExitCodes.DONE;
  }

  /// The words that may follow each command, such as `config show`; under the empty name, the
  /// commands themselves.
  private static Map<String, List<String>> words() {
    Map<String, List<String>> words = new TreeMap<>();
    List<String> top = new ArrayList<>(List.of("--help", "--version"));
    for (Commands.Entry entry : Commands.all()) {
      top.add(entry.name());
      CommandLine parser = Parsers.of(entry.name(), entry.command().get());
      words.put(entry.name(), following(parser));
      parser
          .getSubcommands()
          .forEach((name, sub) -> words.put(entry.name() + " " + name, following(sub)));
    }
    words.put("", top);
    return words;
  }

  private static List<String> following(CommandLine parser) {
    List<String> words = new ArrayList<>(parser.getSubcommands().keySet());
    for (OptionSpec option : parser.getCommandSpec().options()) {
      words.addAll(List.of(option.names()));
      if (option.negatable()) {
        words.add(option.longestName().replaceFirst("^--", "--no-"));
      }
    }
    for (PositionalParamSpec positional : parser.getCommandSpec().positionalParameters()) {
      words.addAll(List.of(positional.paramLabel().split("\\|")));
    }
    return words;
  }

  private static String bash(Map<String, List<String>> words) {
    StringBuilder script = new StringBuilder("# create-dump completion for bash\n");
    script.append("_create_dump() {\n");
    script.append("  local current=\"${COMP_WORDS[COMP_CWORD]}\"\n");
    script.append("  local command=\"${COMP_WORDS[1]:-}\" sub=\"${COMP_WORDS[2]:-}\" words\n");
    script.append("  if [ \"$COMP_CWORD\" -le 1 ]; then command=\"\"; sub=\"\"; fi\n");
    script.append("  if [ \"$COMP_CWORD\" -le 2 ]; then sub=\"\"; fi\n");
    cases(script, words);
    script.append("  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n}\n");
    script.append("complete -o default -F _create_dump create-dump\n");
    return script.toString();
  }

  private static String zsh(Map<String, List<String>> words) {
    StringBuilder script = new StringBuilder("#compdef create-dump\n");
    script.append("# create-dump completion for zsh\n");
    script.append("_create_dump() {\n");
    script.append("  local command=\"${words[2]:-}\" sub=\"${words[3]:-}\" position=$CURRENT\n");
    script.append("  if [ \"$position\" -le 2 ]; then command=\"\"; sub=\"\"; fi\n");
    script.append("  if [ \"$position\" -le 3 ]; then sub=\"\"; fi\n");
    script.append("  local words\n");
    cases(script, words);
    script.append("  compadd -- ${=words} || _files\n}\n");
    script.append("if [ \"$funcstack[1]\" = \"_create_dump\" ]; then _create_dump \"$@\"; ");
    script.append("else compdef _create_dump create-dump; fi\n");
    return script.toString();
  }

  /// Both shells read the same `case`; the longest match comes first.
  private static void cases(StringBuilder script, Map<String, List<String>> words) {
    script.append("  case \"$command $sub\" in\n");
    words.entrySet().stream()
        .filter(entry -> entry.getKey().contains(" "))
        .forEach(entry -> oneCase(script, "'" + entry.getKey() + "'", entry.getValue()));
    words.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty() && !entry.getKey().contains(" "))
        .forEach(entry -> oneCase(script, "'" + entry.getKey() + " '*", entry.getValue()));
    oneCase(script, "*", words.getOrDefault("", List.of()));
    script.append("  esac\n");
  }

  private static void oneCase(StringBuilder script, String pattern, List<String> words) {
    script.append("    ").append(pattern).append(") words=\"");
    script.append(String.join(" ", words)).append("\" ;;\n");
  }

  private static String fish() {
    StringBuilder script = new StringBuilder("# create-dump completion for fish\n");
    for (Commands.Entry entry : Commands.all()) {
      line(script, "__fish_use_subcommand", "-f -a " + entry.name(), entry.summary());
      CommandLine parser = Parsers.of(entry.name(), entry.command().get());
      fishOptions(script, "__fish_seen_subcommand_from " + entry.name(), parser);
      parser
          .getSubcommands()
          .forEach(
              (name, sub) -> {
                String within = "__fish_seen_subcommand_from " + entry.name();
                line(script, within, "-f -a " + name, description(sub));
                fishOptions(script, "__fish_seen_subcommand_from " + name, sub);
              });
    }
    return script.toString();
  }

  private static String description(CommandLine parser) {
    String[] lines = parser.getCommandSpec().usageMessage().description();
    return lines.length == 0 ? "" : lines[0];
  }

  private static void fishOptions(StringBuilder script, String condition, CommandLine parser) {
    for (OptionSpec option : parser.getCommandSpec().options()) {
      String[] lines = option.description();
      String argument = option.arity().max() > 0 ? " -r" : "";
      String name = option.longestName().replaceFirst("^--", "");
      line(script, condition, "-l " + name + argument, lines.length == 0 ? "" : lines[0]);
    }
    for (PositionalParamSpec positional : parser.getCommandSpec().positionalParameters()) {
      String values = positional.paramLabel().replace('|', ' ');
      line(script, condition, "-f -a '" + values + "'", "");
    }
  }

  private static void line(
      StringBuilder script, String condition, String what, String description) {
    script.append("complete -c create-dump -n '").append(condition).append("' ").append(what);
    if (!description.isEmpty()) {
      script.append(" -d '").append(description.replace("'", "\\'")).append('\'');
    }
    script.append('\n');
  }
}
