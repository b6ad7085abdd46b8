package dev.createdump.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.plugin.Plugin;
import dev.createdump.engine.plugin.PluginDirectories;
import dev.createdump.engine.plugin.PluginHost;
import dev.createdump.engine.plugin.PluginJar;
import dev.createdump.engine.policy.Resolved;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump plugins list`: which plugins a run would load, and what they add.
final class PluginsList implements Command {
  /// `create-dump plugins`.
  static Command group() {
    return new OnePartCommand(
        "plugins", "list", new PluginsList(), "Tells about plugins.", "plugins list");
  }

  @Override
  public CommandSpec spec() {
    CommandSpec list =
        Specs.command(
            "Lists the plugins that a run here would load: their digests, and what they add. One"
                + " that plugins.allow does not allow is named and not loaded.",
            "plugins list --plugins ~/create-dump-plugins");
    DumpOptions.addCommon(list);
    list.addOption(DumpOptions.flag("--json", "Print one JSON document."));
    return list;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    Resolved config = DumpOptions.resolve(options, session);
    PluginDirectories directories = PluginOptions.directories(options, session);
    PluginHost host = PluginOptions.host(options, session);
    List<PluginJar> jars = directories.find(DumpOptions.repository(options));
    List<String> allow = config.settings().plugins().allow();
    if (options.hasMatchedOption("--json")) {
      session.console().resultText(json(jars, allow, host));
      return ExitCodes.DONE;
    }
    if (jars.isEmpty()) {
      session.console().say("no plugins: --plugins or CREATE_DUMP_PLUGINS names a directory");
    }
    for (PluginJar jar : jars) {
      boolean allowed = PluginHost.isAllowed(jar, allow);
      session.console().result(Printable.line(jar.described() + (allowed ? "" : " (not allowed)")));
      session.console().result("  sha256:" + jar.sha256());
      session.console().result(Printable.line("  " + jar.file()));
      for (String line : allowed ? host.load(jar).brings() : List.<String>of()) {
        session.console().result(Printable.line("  " + line));
      }
    }
    return ExitCodes.DONE;
  }

  private static String json(List<PluginJar> jars, List<String> allow, PluginHost host)
      throws Failure {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.pretty(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("plugins");
      for (PluginJar jar : jars) {
        boolean allowed = PluginHost.isAllowed(jar, allow);
        json.writeStartObject();
        json.writeStringField("name", jar.name());
        json.writeStringField("version", jar.version());
        json.writeStringField("sha256", jar.sha256());
        json.writeStringField("file", jar.file().toString());
        json.writeBooleanField("allowed", allowed);
        if (allowed) {
          brings(json, host.load(jar));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a document in memory cannot be written", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void brings(JsonGenerator json, Plugin plugin) throws IOException {
    json.writeArrayFieldStart("brings");
    for (String line : plugin.brings()) {
      json.writeString(line);
    }
    json.writeEndArray();
  }
}
