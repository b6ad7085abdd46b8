package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.restore.ArchiveAudit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump archive verify`: whether archives are whole.
final class ArchiveVerify implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Reads archives to their last byte, also those of other programs, and writes nothing:"
                + " structure, checksums, volumes, what stands behind the end. Where the manifest"
                + " or the checksums of the dump lie beside one, its files and every entry must be"
                + " what they say.",
            "")
        .footer(
            "",
            "Exit code 24 where one is damaged, 23 where one is missing.",
            "",
            "Examples:",
            "  create-dump archive verify dump/app.tar.zst",
            "  create-dump archive verify *.zip --json");
    spec.addPositional(ArchiveCommand.files());
    spec.addOption(ArchiveCommand.mostSize());
    spec.addOption(DumpOptions.flag("--json", "Print the result as one JSON document."));
    spec.addOption(DumpOptions.flag("-q, --quiet", "Say nothing but errors."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    List<Path> files = options.matchedPositionalValue(0, List.<Path>of());
    long most = ArchiveCommand.mostSize(options);
    List<ArchiveAudit.Report> reports = new ArrayList<>();
    Console console = session.console();
    boolean damaged = false;
    for (Path file : files) {
      ArchiveAudit.Report report = ArchiveAudit.verify(file, most);
      reports.add(report);
      damaged |= report.damage() != null;
      if (!options.hasMatchedOption("--quiet") || report.damage() != null) {
        console.say(line(report));
      }
    }
    int code = damaged ? ExitCodes.CORRUPT : ExitCodes.DONE;
    if (options.hasMatchedOption("--json")) {
      console.resultText(json(reports, code));
    }
    return code;
  }

  private static String line(ArchiveAudit.Report report) {
    String name = Printable.line(report.archive().toString());
    if (report.damage() != null) {
      return "damaged: " + name + " " + Printable.line(report.damage().value());
    }
    String proven =
        report.manifest()
            ? report.proven() + " have the digest of the manifest"
            : "no manifest lies beside it";
    String unsafe =
        report.unsafe() > 0 ? "; " + report.unsafe() + " that rollback would refuse" : "";
    return "whole: "
        + name
        + " ("
        + report.format()
        + (report.volumes() > 1 ? ", " + report.volumes() + " volumes" : "")
        + "): "
        + report.entries()
        + (report.entries() == 1 ? " entry, " : " entries, ")
        + report.bytes()
        + " bytes; "
        + proven
        + unsafe;
  }

  private static String json(List<ArchiveAudit.Report> reports, int code) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "create-dump.archives/v1");
          json.writeNumberField("exitCode", code);
          json.writeArrayFieldStart("archives");
          for (ArchiveAudit.Report report : reports) {
            json.writeStartObject();
            json.writeStringField("archive", report.archive().toString());
            json.writeBooleanField("whole", report.damage() == null);
            if (report.damage() != null) {
              json.writeStringField("damage", report.damage().value());
            }
            json.writeStringField("format", report.format());
            json.writeNumberField("volumes", report.volumes());
            json.writeNumberField("packedBytes", report.packed());
            json.writeNumberField("entries", report.entries());
            json.writeNumberField("bytes", report.bytes());
            json.writeBooleanField("manifest", report.manifest());
            json.writeNumberField("digests", report.proven());
            json.writeNumberField("unsafePaths", report.unsafe());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
