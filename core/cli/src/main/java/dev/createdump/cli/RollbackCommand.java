package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.restore.Restored;
import dev.createdump.engine.restore.Rollback;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump rollback`: the files of a dump, byte for byte.
final class RollbackCommand implements Command {
  private static final int MOST_LINES = 50;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Restores the files of a dump of a tree, byte for byte, into a fresh directory. All of"
                + " them are written, or none. Where the dump's .sha256 lies beside it, and of"
                + " an archive the manifest, they must hold.",
            "")
        .footer(
            "",
            "Paths that lead elsewhere, links out of the tree and .git directories are refused, and"
                + " so are names that other systems cannot hold. What is not restored as it was"
                + " (hidden secrets, content that is not in the dump) is named, and ends with exit"
                + " code 3.",
            "",
            "Examples:",
            "  create-dump rollback dump/app_all_create_dump_20261121_120000.md --to restored",
            "  create-dump rollback app.part1.md app.part2.md --to restored",
            "  create-dump rollback app.json --to restored --dry-run --json",
            "  create-dump rollback app.tar.zst --to restored");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .arity("1..*")
            .paramLabel("DUMP")
            .description(
                "A dump in md, json or jsonl, its parts, or one that lies beside them; or an"
                    + " archive: zip, tar, tar.gz, tar.zst, also one of its volumes.")
            .build());
    spec.addOption(
        OptionSpec.builder("--to")
            .type(Path.class)
            .required(true)
            .paramLabel("DIR")
            .description("A directory that is not there yet, or is empty.")
            .build());
    spec.addOption(
        DumpOptions.flag("--skip-unsafe", "Leave unsafe paths out, instead of everything."));
    spec.addOption(
        DumpOptions.flag(
            "--allow-unportable",
            "Write names that differ only in case, and names of devices on other systems."));
    spec.addOption(ArchiveCommand.mostSize());
    spec.addOption(DumpOptions.flag("--dry-run", "Check everything, and write nothing."));
    spec.addOption(DumpOptions.flag("--json", "Print the result as one JSON document."));
    spec.addOption(DumpOptions.flag("-q, --quiet", "Say nothing but errors."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Path target = options.matchedOptionValue("--to", Path.of(""));
    boolean dry = options.hasMatchedOption("--dry-run");
    Restored restored =
        Rollback.run(
            new Rollback.Request(
                options.matchedPositionalValue(0, List.<Path>of()),
                target,
                dry,
                options.hasMatchedOption("--skip-unsafe"),
                options.hasMatchedOption("--allow-unportable"),
                ArchiveCommand.mostSize(options)));
    int code = restored.others().isEmpty() ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
    if (!options.hasMatchedOption("--quiet")) {
      say(restored, dry, session.console());
    }
    if (options.hasMatchedOption("--json")) {
      session.console().resultText(json(restored, code, target, dry));
    } else if (!dry) {
      session.console().result(target.toString());
    }
    return code;
  }

  private static void say(Restored restored, boolean dry, Console console) {
    console.say(
        restored.restored()
            + " of "
            + restored.files()
            + (restored.files() == 1 ? " path " : " paths ")
            + (dry ? "can be restored" : "restored")
            + ", "
            + restored.bytes()
            + " bytes");
    int told = 0;
    for (Restored.Other other : restored.others()) {
      if (told++ == MOST_LINES) {
        console.say("  … and " + (restored.others().size() - MOST_LINES) + " more; see --json");
        break;
      }
      console.say(
          "  "
              + (other.written() ? "not as it was: " : "not restored: ")
              + Printable.line(other.path().value())
              + " ("
              + other.state()
              + ": "
              + Printable.line(other.reason().value())
              + ")");
    }
    if (dry) {
      console.say("  dry run: nothing was written");
    }
  }

  private static String json(Restored restored, int code, Path target, boolean dry) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "create-dump.rollback/v1");
          json.writeNumberField("exitCode", code);
          json.writeStringField("directory", target.toString());
          json.writeBooleanField("written", !dry);
          json.writeNumberField("paths", restored.files());
          json.writeNumberField("restored", restored.restored());
          json.writeNumberField("bytes", restored.bytes());
          json.writeArrayFieldStart("others");
          for (Restored.Other other : restored.others()) {
            json.writeStartObject();
            json.writeStringField("path", other.path().value());
            json.writeStringField("state", other.state());
            json.writeBooleanField("written", other.written());
            json.writeStringField("reason", other.reason().value());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
