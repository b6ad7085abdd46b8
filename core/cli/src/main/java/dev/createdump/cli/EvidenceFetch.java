package dev.createdump.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.evidence.Evidence;
import dev.createdump.engine.evidence.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump evidence fetch`: a dump from its store into a directory, verified on arrival.
final class EvidenceFetch implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Fetches dumps into a directory. Files get their names when their digests are those of"
                + " the manifest, and the manifest comes last. A fetch that broke off goes on where"
                + " it ended.",
            "")
        .footer(
            "",
            "With a whole store as URI, the dumps that the options choose are fetched, each into a"
                + " directory of its own.",
            "",
            "Example:",
            "  create-dump evidence fetch 8f3a2c41 --store file:///srv/evidence --out dump");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .arity("1")
            .paramLabel("URI|ID")
            .description("A dump's URI, the beginning of its digest or head, or a store's URI.")
            .build());
    spec.addOption(
        OptionSpec.builder("--out")
            .type(Path.class)
            .paramLabel("DIR")
            .required(true)
            .description("The directory that receives the files.")
            .build());
    EvidenceOptions.addStore(spec);
    EvidenceOptions.addFilter(spec);
    spec.addOption(
        DumpOptions.flag("--dry-run", "Say what would be fetched, and where to; write nothing."));
    spec.addOption(DumpOptions.flag("--json", "Print one JSON document about the result."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Console console = session.console();
    Path out = options.matchedOptionValue("--out", Path.of(""));
    Target target = Target.parse(options.matchedPositionalValue(0, ""));
    boolean dry = options.hasMatchedOption("--dry-run");
    if (dry && options.hasMatchedOption("--json")) {
      throw new Failure.Usage(
          "--json tells what was fetched, and --dry-run fetches nothing", "Leave one of them out.");
    }
    StringBuilder bad = new StringBuilder();
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    try (Evidence evidence = EvidenceOptions.open(options, session);
        JsonGenerator json = Json.pretty(document)) {
      List<Evidence.Found> found =
          evidence.find(
              target,
              EvidenceOptions.store(options, session.environment()),
              EvidenceOptions.filter(options),
              line -> bad.append(line).append('\n'));
      boolean several = target instanceof Target.Store;
      json.writeStartObject();
      json.writeStringField("schema", "create-dump.evidence-fetch/v1");
      json.writeArrayFieldStart("dumps");
      for (Evidence.Found dump : found) {
        Path directory = several ? out.resolve(directory(dump.prefix())) : out;
        if (dry) {
          console.say(Printable.line("would fetch " + dump.uri() + " into " + directory));
          continue;
        }
        Evidence.Fetched fetched = evidence.fetch(dump, directory);
        tell(console, options, dump, fetched);
        write(json, dump, fetched);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory cannot be written", e);
    }
    if (options.hasMatchedOption("--json")) {
      console.resultText(document.toString(StandardCharsets.UTF_8));
    }
    if (!bad.isEmpty()) {
      throw new Failure.Corrupt("the index holds what is no line of it:\n" + bad, "");
    }
    return ExitCodes.DONE;
  }

  /// Of several dumps each gets a directory of its own, which no two dumps share.
  private static Path directory(String prefix) {
    return Path.of(prefix.replaceFirst("^v1/", "").replaceFirst("/$", ""));
  }

  private static void tell(
      Console console, ParseResult options, Evidence.Found dump, Evidence.Fetched fetched) {
    console.say(
        Printable.line(
            "fetched and verified "
                + fetched.name()
                + ", "
                + fetched.files().size()
                + " files, "
                + fetched.loaded()
                + " bytes transferred from "
                + dump.uri()));
    if (!options.hasMatchedOption("--json")) {
      fetched.files().forEach(file -> console.result(Printable.line(file.toString())));
    }
  }

  private static void write(JsonGenerator json, Evidence.Found dump, Evidence.Fetched fetched)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", fetched.name());
    json.writeStringField("dumpDigest", fetched.dumpDigest());
    json.writeStringField("uri", dump.uri());
    json.writeNumberField("transferred", fetched.loaded());
    json.writeArrayFieldStart("files");
    for (Path file : fetched.files()) {
      json.writeString(file.toString());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
