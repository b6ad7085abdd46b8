package dev.createdump.cli;

import dev.createdump.cli.Completion.Option;
import dev.createdump.cli.Completion.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes completion scripts. All words in them are the product's own: letters, digits and dashes.
final class CompletionScripts {
  private static final String BASH =
      """
      # create-dump completion for bash
      _create_dump() {
        local IFS=$' \\t\\n' current="${COMP_WORDS[COMP_CWORD]}" previous="" words="" prefix=""
        [ "$COMP_CWORD" -gt 0 ] && previous="${COMP_WORDS[COMP_CWORD-1]}"
        if [ "$current" = "=" ]; then current=""
        elif [ "$previous" = "=" ]; then previous="${COMP_WORDS[COMP_CWORD-2]}"; fi
        COMPREPLY=()
        case "$previous" in
      @VALUES@
        esac
        local command="" sub=""
        [ "$COMP_CWORD" -gt 1 ] && command="${COMP_WORDS[1]}"
        [ "$COMP_CWORD" -gt 2 ] && sub="${COMP_WORDS[2]}"
        case "$command $sub" in
      @WORDS@
        esac
        COMPREPLY=($(compgen -W "$words" -- "$current"))
      }
      complete -F _create_dump create-dump
      """;

  private static final String ZSH =
      """
      #compdef create-dump
      # create-dump completion for zsh
      _create-dump() {
        local previous="${words[CURRENT-1]}" candidates=""
        if [[ "$PREFIX" == --*=* ]]; then previous="${PREFIX%%=*}"; compset -P '*='; fi
        case "$previous" in
      @VALUES@
        esac
        local command="" sub=""
        (( CURRENT > 2 )) && command="${words[2]}"
        (( CURRENT > 3 )) && sub="${words[3]}"
        case "$command $sub" in
      @WORDS@
        esac
        compadd -- ${=candidates}
      }
      # Loaded by compinit from a file of this name, or sourced.
      if [ "$funcstack[1]" = "_create-dump" ]; then _create-dump "$@"
      else compdef _create-dump create-dump; fi
      """;

  private CompletionScripts() {}

  static String bash() {
    String paths = "compopt -o filenames 2> /dev/null; IFS=$'\\n'; COMPREPLY=($(compgen ";
    String values =
        values(
            words -> "COMPREPLY=($(compgen -W \"" + words + "\" -- \"$current\"))",
            words ->
                "case \"$current\" in *,*) prefix=\"${current%,*},\" ;; esac; "
                    + ("COMPREPLY=($(compgen -P \"$prefix\" -W \"" + words + "\"")
                    + " -- \"${current##*,}\"))",
            paths + "-f -- \"$current\"))",
            paths + "-d -- \"$current\"))");
    return BASH.replace("@VALUES@", values).replace("@WORDS@", words("words"));
  }

  static String zsh() {
    String values =
        values(
            words -> "compadd -- " + words,
            words -> "compset -P '*,'; compadd -q -S '' -- " + words,
            "_files",
            "_files -/");
    return ZSH.replace("@VALUES@", values).replace("@WORDS@", words("candidates"));
  }

  /// How a shell offers some words.
  private interface Offer {
    String of(String words);
  }

  /// The cases of a `case` over the word before: what stands behind each option. Options of one
  /// name mean the same in every command.
  private static String values(Offer oneOf, Offer several, String files, String directories) {
    return Completion.all().stream()
        .flatMap(completion -> completion.options().stream())
        .map(
            option -> {
              String offer =
                  switch (option.value()) {
                    case Value.None _ -> "";
                    case Value.OneOf(List<String> words, boolean many) ->
                        (many ? several : oneOf).of(String.join(" ", words));
                    case Value.FilePath _ -> files;
                    case Value.DirectoryPath _ -> directories;
                    case Value.Free _ -> ":";
                  };
              String names = String.join("|", option.names());
              return offer.isEmpty() ? "" : "    " + names + ") " + offer + "; return ;;";
            })
        .filter(line -> !line.isEmpty())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /// The cases of a `case` over command and sub-command: what may follow. The longest comes first.
  private static String words(String variable) {
    return Completion.all().reversed().stream()
        .map(
            completion -> {
              List<String> words = new ArrayList<>(completion.follow().keySet());
              completion.options().forEach(option -> words.addAll(option.names()));
              return "    "
                  + pattern(completion.words())
                  + ") "
                  + (variable + "=\"" + String.join(" ", words) + "\" ;;");
            })
        .collect(Collectors.joining("\n"));
  }

  private static String pattern(String words) {
    if (words.isEmpty()) {
      return "' '";
    }
    return words.contains(" ") ? "'" + words + "'" : "'" + words + " '*";
  }

  static String fish() {
    StringBuilder script = new StringBuilder("# create-dump completion for fish\n");
    script.append("complete -c create-dump -f\n");
    for (Completion completion : Completion.all()) {
      String condition = condition(completion);
      completion.follow().forEach((word, what) -> line(script, condition, "-a " + word, what));
      completion.options().forEach(option -> option(script, condition, option));
    }
    return script.toString();
  }

  /// Where a command's words are offered. Words of commands stand first, and are counted from
  /// there.
  private static String condition(Completion completion) {
    if (completion.words().isEmpty()) {
      return "__fish_use_subcommand";
    }
    String[] words = completion.words().split(" ", 2);
    String within = "__fish_seen_subcommand_from " + words[0];
    if (words.length == 2) {
      return within + "; and __fish_seen_subcommand_from " + words[1];
    }
    return completion.follow().isEmpty()
        ? within
        : within
            + "; and not __fish_seen_subcommand_from "
            + String.join(" ", completion.follow().keySet());
  }

  private static void option(StringBuilder script, String condition, Option option) {
    StringBuilder what = new StringBuilder();
    for (String name : option.names()) {
      what.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
      what.append(' ');
    }
    what.append(
        switch (option.value()) {
          case Value.None _ -> "";
          case Value.OneOf(List<String> words, _) -> "-x -a '" + String.join(" ", words) + "'";
          case Value.FilePath _ -> "-r -F";
          case Value.DirectoryPath _ -> "-x -a '(__fish_complete_directories)'";
          case Value.Free _ -> "-x";
        });
    line(script, condition, what.toString().strip(), option.description());
  }

  private static void line(
      StringBuilder script, String condition, String what, String description) {
    script.append("complete -c create-dump -n '").append(condition).append("' ").append(what);
    script.append(" -d '").append(description.replace("\\", "\\\\").replace("'", "\\'"));
    script.append("'\n");
  }
}
