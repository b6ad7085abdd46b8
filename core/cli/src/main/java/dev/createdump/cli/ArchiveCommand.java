package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump archive verify|list`: what archives hold, and whether they are whole.
final class ArchiveCommand implements Command {
  private static final CommandGroup PARTS =
      new CommandGroup("archive")
          .with("verify", new ArchiveVerify())
          .with("list", new ArchiveList());

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description("Checks and lists archives: zip, tar, tar.gz and tar.zst.", "")
        .footer(
            "",
            "Examples:",
            "  create-dump archive verify dump/app.tar.zst",
            "  create-dump archive list app.zip.001");
    PARTS.addTo(spec);
    return spec;
  }

  /// Archives, alone or in volumes.
  static PositionalParamSpec files() {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(Path.class)
        .arity("1..*")
        .paramLabel("FILE")
        .description("An archive; of one in volumes any of them, or their name without number.")
        .build();
  }

  /// How much may come of an archive.
  static OptionSpec mostSize() {
    return OptionSpec.builder("--max-size")
        .type(String.class)
        .paramLabel("SIZE")
        .description(
            "How much may come of an archive (default: a hundred times its size, 1GiB at least).")
        .build();
  }

  /// In bytes, 0 for what is usual.
  static long mostSize(ParseResult options) throws Failure.Usage {
    String size = options.matchedOptionValue("--max-size", (String) null);
    return size == null ? 0 : Sizes.parse("--max-size", size);
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    return PARTS.run(options, session);
  }
}
