package dev.createdump.cli;

import dev.createdump.engine.Deliveries;
import dev.createdump.engine.FileUploads;
import dev.createdump.engine.Outbox;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.policy.UploadSettings;
import dev.createdump.spi.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `create-dump upload`: files of any kind into a store, or what waits in an outbox.
final class UploadCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage()
        .description(
            "Stores files under their own names. A file that is there with the same content is a"
                + " success; one with another content is never replaced (exit 22).",
            "")
        .footer(
            "",
            "What [[upload]] says of the store, or of the nearest place above it, holds here too.",
            "",
            "Examples:",
            "  create-dump upload report.html s3://evidence/reports",
            "  create-dump upload --upload-s3 evidence/reports report.html",
            "  create-dump upload --outbox outbox");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .paramLabel("FILE... URI")
            .description("The files, and last the store.")
            .build());
    UploadShortForms.options().forEach(option -> spec.addOption(option.build()));
    spec.addOption(
        OptionSpec.builder("--outbox")
            .type(Path.class)
            .paramLabel("DIR")
            .description("Deliver what waits in this outbox, and remove what was delivered.")
            .build());
    DumpOptions.addCommon(spec);
    spec.addOption(DumpOptions.flag("--dry-run", "Say what would be stored, and how."));
    spec.addOption(DumpOptions.flag("--json", "Print the receipts as one JSON document."));
    spec.addOption(
        OptionSpec.builder("--progress")
            .type(Progress.When.class)
            .paramLabel("auto|on|off")
            .defaultValue("auto")
            .description("Draw progress on standard error; auto draws on a terminal only.")
            .build());
    spec.addOption(DumpOptions.flag("-q, --quiet", "Say nothing but errors."));
    return spec;
  }

  @Override
  public int run(ParseResult options, Session session) throws Failure {
    List<String> words = new ArrayList<>(options.matchedPositionalValue(0, List.<String>of()));
    Path outbox = options.matchedOptionValue("--outbox", null);
    if (outbox != null) {
      if (!words.isEmpty()) {
        throw new Failure.Usage("--outbox takes no files", "It delivers what waits in it.");
      }
      return deliver(outbox, options, session);
    }
    List<String> uris = UploadShortForms.uris(options, session.environment());
    if (uris.isEmpty() && words.size() > 1) {
      uris.add(words.removeLast());
    }
    if (uris.isEmpty() || words.isEmpty()) {
      throw new Failure.Usage(
          "there are no files or no store", "It reads: create-dump upload FILE... URI");
    }
    return upload(words.stream().map(Path::of).toList(), uris, options, session);
  }

  private static int upload(
      List<Path> files, List<String> uris, ParseResult options, Session session) throws Failure {
    Resolved config = DumpOptions.resolve(options, session);
    List<UploadSettings> rows = config.settings().uploads();
    Stores stores = PluginOptions.stores(options, session, config);
    boolean dry = options.hasMatchedOption("--dry-run");
    ReceiptPrinter printer = new ReceiptPrinter(session.console(), options);
    for (String uri : uris) {
      EvidenceOptions.uri(uri);
      UploadSettings upload = UploadSettings.forUri(rows, uri);
      try (Transfer transfer = Transfer.of(session.console(), options);
          FileUploads store =
              FileUploads.open(upload, stores, session.environment(), transfer, dry)) {
        List<Receipt> receipts = store.upload(files);
        transfer.clear();
        session.measures().uploaded(dry ? List.of() : receipts);
        printer.add(receipts, dry ? store.terms() : null);
      }
    }
    printer.finish();
    return ExitCodes.DONE;
  }

  private static int deliver(Path outbox, ParseResult options, Session session) throws Failure {
    ReceiptPrinter printer = new ReceiptPrinter(session.console(), options);
    Deliveries deliveries =
        new Deliveries(
            new Outbox(outbox),
            PluginOptions.stores(options, session, DumpOptions.resolve(options, session)),
            session.environment());
    try {
      int count =
          deliveries.run(
              receipts -> {
                session.measures().uploaded(receipts);
                printer.add(receipts, null);
              });
      if (!options.hasMatchedOption("--quiet")) {
        session.console().say(count == 0 ? "nothing waits in " + outbox : "delivered " + count);
      }
    } finally {
      printer.finish();
    }
    return ExitCodes.DONE;
  }
}
