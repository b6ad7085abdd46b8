package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import picocli.CommandLine.Model.CommandSpec;
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
    session
        .console()
        .resultText(
            switch (shell) {
              case bash -> CompletionScripts.bash();
              case zsh -> CompletionScripts.zsh();
              case fish -> CompletionScripts.fish();
            });
    return ExitCodes.DONE;
  }
}
