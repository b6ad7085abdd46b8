package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.restore.ArchiveAudit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump archive list`: what archives hold.
final class ArchiveList implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Lists the entries of archives: kind, size and path. They are read to their last byte"
                + " for it; a damaged one ends with exit code 24.",
            "")
        .footer(
            "",
            "Examples:",
            "  create-dump archive list app.tar.gz",
            "  create-dump archive list app.zip.001 --json");
    spec.addPositional(ArchiveCommand.files());
    spec.addOption(DumpOptions.flag("--json", "Print the result as one JSON document."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Map<Path, List<ArchiveAudit.Listed>> listed = new LinkedHashMap<>();
    for (Path file : options.matchedPositionalValue(0, List.<Path>of())) {
      List<ArchiveAudit.Listed> entries = new ArrayList<>();
      ArchiveAudit.list(file, entries::add);
      listed.put(file, entries);
    }
    if (options.hasMatchedOption("--json")) {
      session.console().resultText(json(listed));
    } else {
      listed
          .values()
          .forEach(entries -> entries.forEach(entry -> session.console().result(line(entry))));
    }
    return ExitCodes.DONE;
  }

  private static String line(ArchiveAudit.Listed entry) {
    String size = Long.toString(entry.size());
    String kind = entry.executable() && entry.kind().equals("file") ? "executable" : entry.kind();
    return kind
        + " ".repeat(Math.max(1, 12 - kind.length()))
        + " ".repeat(Math.max(0, 12 - size.length()))
        + size
        + "  "
        + Printable.line(entry.path().value());
  }

  private static String json(Map<Path, List<ArchiveAudit.Listed>> listed) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "create-dump.archive-entries/v1");
          json.writeArrayFieldStart("archives");
          for (Map.Entry<Path, List<ArchiveAudit.Listed>> archive : listed.entrySet()) {
            json.writeStartObject();
            json.writeStringField("archive", archive.getKey().toString());
            json.writeArrayFieldStart("entries");
            for (ArchiveAudit.Listed entry : archive.getValue()) {
              json.writeStartObject();
              json.writeStringField("path", entry.path().value());
              json.writeStringField("kind", entry.kind());
              json.writeBooleanField("executable", entry.executable());
              json.writeNumberField("size", entry.size());
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
