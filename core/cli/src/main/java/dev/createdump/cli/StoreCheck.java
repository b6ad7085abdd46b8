package dev.createdump.cli;

import dev.createdump.engine.FileUploads;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.UploadSettings;
import dev.createdump.spi.Capability;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.StoreFact;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump store check URI`: what a store can do, before anything depends on it.
final class StoreCheck implements Command {
  /// `create-dump store`.
  static Command group() {
    return new OnePartCommand(
        "store", "check", new StoreCheck(), "Asks about stores.", "store check s3://evidence/prod");
  }

  @Override
  public CommandSpec spec() {
    CommandSpec check =
        Specs.command(
            "Tells what a store can do, where its credentials were found, and how the place is set"
                + " up. Writes nothing, unless it is asked to probe.",
            "store check s3://evidence/prod --probe");
    check.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .arity("1")
            .paramLabel("URI")
            .description("The store.")
            .build());
    check.addOption(
        DumpOptions.flag(
            "--probe",
            "Store one small object, without retention, and try that nothing can take its place."));
    DumpOptions.addCommon(check);
    return check;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    String uri = options.matchedPositionalValue(0, "");
    EvidenceOptions.uri(uri);
    Resolved config = DumpOptions.resolve(options, session);
    List<UploadSettings> rows = config.settings().uploads();
    try (FileUploads store =
        FileUploads.open(
            UploadSettings.forUri(rows, uri),
            PluginOptions.stores(options, session, config),
            session.environment(),
            (key, position, length) -> {},
            false)) {
      tell(store, session.console());
      if (options.hasMatchedOption("--probe")) {
        Receipt receipt = store.probe();
        fact(session.console(), "probe", receipt.uri() + " cannot be overwritten");
      }
    }
    return ExitCodes.DONE;
  }

  private static void tell(FileUploads store, Console console) throws Failure {
    List<StoreFact> facts = store.facts();
    fact(console, "store", store.uri().toString());
    fact(console, "can", words(store, true));
    String lacks = words(store, false);
    if (!lacks.isEmpty()) {
      fact(console, "cannot", lacks);
    }
    for (StoreFact each : facts) {
      fact(console, each.name(), each.value());
    }
  }

  private static String words(FileUploads store, boolean able) {
    List<String> words = new ArrayList<>();
    for (Capability each : EnumSet.allOf(Capability.class)) {
      if (store.capabilities().contains(each) == able) {
        words.add(each.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }
    return String.join(", ", words);
  }

  private static void fact(Console console, String name, String value) {
    String line = name + ": " + value;
    console.result(Printable.line(line));
  }
}
