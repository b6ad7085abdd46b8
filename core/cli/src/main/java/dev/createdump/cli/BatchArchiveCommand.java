package dev.createdump.cli;

import dev.createdump.engine.archive.ArchiveFormat;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.base.RunClock;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.retention.CleanPlan;
import dev.createdump.engine.retention.CleanPlan.Fate;
import dev.createdump.engine.retention.CleanPlanner;
import dev.createdump.engine.retention.Cleaning;
import dev.createdump.engine.retention.DumpArchives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump batch archive`: packs dumps that no rule keeps as they are.
final class BatchArchiveCommand implements Command {
  /// Which dumps share an archive.
  enum By {
    project,
    month
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Packs the dumps of a directory, and of those directly in it, into archives: one a"
                + " project or one a month. Only whole dumps that verify are packed, and an archive"
                + " is read back and compared before it gets its name. The dumps stay; with --yes"
                + " those that were packed are deleted, as batch clean does it.",
            "")
        .footer(
            "",
            "Exit code 3 where a dump does not verify, or could not be deleted.",
            "",
            "Examples:",
            "  create-dump batch archive dumps",
            "  create-dump batch archive dumps --by month --keep-within 90d --yes",
            "  create-dump batch archive dumps --format zip --out /srv/archives --json");
    spec.addOption(
        OptionSpec.builder("--by")
            .type(By.class)
            .paramLabel("project|month")
            .defaultValue("project")
            .description("Which dumps share an archive; default: those of one directory.")
            .build());
    List<String> formats = new ArrayList<>();
    for (ArchiveFormat format : ArchiveFormat.values()) {
      formats.add(format.suffix());
    }
    spec.addOption(
        OptionSpec.builder("--format")
            .type(String.class)
            .paramLabel(String.join("|", formats))
            .completionCandidates(formats)
            .description("The form of the archives; default: tar.gz.")
            .build());
    spec.addOption(
        OptionSpec.builder("--level")
            .type(Integer.class)
            .paramLabel("N")
            .description("How hard they are compressed; default: what is usual for the form.")
            .build());
    spec.addOption(
        OptionSpec.builder("--out")
            .type(Path.class)
            .paramLabel("DIR")
            .description("Where they are written; default: archives in the directory.")
            .build());
    KeepOptions.addTo(spec);
    spec.addOption(DumpOptions.flag("--yes", "Delete what was packed."));
    spec.addOption(DumpOptions.flag("--dry-run", "Say what would be packed; write nothing."));
    spec.addOption(DumpOptions.flag("--json", "Print the result as one JSON document."));
    spec.addOption(DumpOptions.flag("-q, --quiet", "Say nothing but errors."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    boolean dry = options.hasMatchedOption("--dry-run");
    boolean yes = KeepOptions.deletes(options);
    Path directory = KeepOptions.directory(options);
    CleanPlan plan =
        new CleanPlanner(directory, KeepOptions.rules(options), false, RunClock.wall()).plan();
    DumpArchives archives = new DumpArchives(plan, terms(options, directory));
    List<DumpArchives.Archive> packed = dry ? archives.planned() : archives.write();
    CleanPlan end = yes ? new Cleaning(ofDumps(plan)).run() : plan;
    int code = ofDumps(end).isIncomplete() ? ExitCodes.INCOMPLETE : ExitCodes.DONE;
    if (!options.hasMatchedOption("--quiet")) {
      say(session.console(), end, packed, yes, dry);
    }
    if (options.hasMatchedOption("--json")) {
      session.console().resultText(json(end, packed, yes, dry, code));
    } else {
      packed.forEach(archive -> session.console().result(shown(archive.file().toString())));
    }
    return code;
  }

  /// What belongs to no dump is no concern here.
  private static CleanPlan ofDumps(CleanPlan plan) {
    return new CleanPlan(plan.directory(), plan.dumps(), List.of());
  }

  private static DumpArchives.Terms terms(ParseResult options, Path directory)
      throws Failure.Usage {
    String name = options.matchedOptionValue("--format", "tar.gz");
    for (ArchiveFormat format : ArchiveFormat.values()) {
      if (format.suffix().equals(name)) {
        int level = options.matchedOptionValue("--level", format.usualLevel());
        format.requireLevel(level);
        By by = options.matchedOptionValue("--by", By.project);
        return new DumpArchives.Terms(
            DumpArchives.Grouping.valueOf(by.name().toUpperCase(Locale.ROOT)),
            format,
            level,
            options.matchedOptionValue("--out", directory.resolve("archives")));
      }
    }
    throw new Failure.Usage(
        "there is no archive of the form " + Printable.line(name),
        "One of zip, tar, tar.gz, tar.zst.");
  }

  private static void say(
      Console console,
      CleanPlan end,
      List<DumpArchives.Archive> packed,
      boolean deleted,
      boolean dry) {
    for (CleanPlan.Dump dump : end.dumps()) {
      if (dump.fate() != Fate.DELETE) {
        Path place = end.directory().relativize(dump.dump().directory());
        String what = place.resolve(dump.dump().name()).toString();
        console.say("  " + dump.fate().label() + " " + shown(what) + ": " + shown(dump.reason()));
      }
    }
    int dumps = 0;
    for (DumpArchives.Archive archive : packed) {
      dumps += archive.dumps().size();
      String how = dry ? "" : archive.created() ? ", " + archive.bytes() + " bytes" : ", there";
      String name = shown(String.valueOf(archive.file().getFileName()));
      console.say("  " + name + ": dumps: " + archive.dumps().size() + how);
    }
    console.say(
        dumps
            + (dumps == 1 ? " dump" : " dumps")
            + (dry ? " would be packed" : " packed")
            + (deleted ? ", and deleted" : ""));
  }

  private static String shown(String text) {
    return Printable.line(Redactor.standalone(text).value());
  }

  private static String json(
      CleanPlan end,
      List<DumpArchives.Archive> packed,
      boolean deleted,
      boolean dry,
      int exitCode) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "create-dump.batch-archive/v1");
          json.writeNumberField("exitCode", exitCode);
          json.writeStringField("directory", end.directory().toString());
          json.writeBooleanField("written", !dry);
          json.writeBooleanField("deleted", deleted);
          json.writeArrayFieldStart("archives");
          for (DumpArchives.Archive archive : packed) {
            json.writeStartObject();
            json.writeStringField("path", Redactor.standalone(archive.file().toString()).value());
            json.writeBooleanField("created", archive.created());
            json.writeNumberField("bytes", archive.bytes());
            json.writeStringField("sha256", archive.sha256());
            json.writeArrayFieldStart("dumpDigests");
            for (CleanPlan.Dump dump : archive.dumps()) {
              json.writeString(dump.dump().digest());
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("others");
          for (CleanPlan.Dump dump : end.dumps()) {
            if (dump.fate() != Fate.DELETE) {
              json.writeStartObject();
              json.writeStringField("name", Redactor.standalone(dump.dump().name()).value());
              json.writeStringField("fate", dump.fate().label());
              json.writeStringField("reason", Redactor.standalone(dump.reason()).value());
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
