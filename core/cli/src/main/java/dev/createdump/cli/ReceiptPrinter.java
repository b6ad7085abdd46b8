package dev.createdump.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.JsonText;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// Tells what was stored: an URI a line, or one JSON document.
final class ReceiptPrinter {
  private final Console console;
  private final boolean json;
  private final boolean quiet;
  private final List<Receipt> all = new ArrayList<>();

  ReceiptPrinter(Console console, ParseResult options) {
    this.console = console;
    this.json = options.hasMatchedOption("--json");
    this.quiet = options.hasMatchedOption("--quiet");
  }

  /// @param planned how each object would be kept, where nothing was stored; else null
  void add(List<Receipt> receipts, @Nullable PutOptions planned) {
    all.addAll(receipts);
    for (Receipt receipt : receipts) {
      if (!json) {
        console.result(receipt.uri().toString());
      }
      if (!quiet) {
        String what =
            planned != null
                ? "would store "
                : receipt.created() ? "stored " : "already there, the same: ";
        String proof = receipt.serverChecksum().map(sum -> ", " + sum).orElse("");
        console.say(what + receipt.uri() + " (" + receipt.length() + " bytes" + proof + ")");
      }
    }
    if (planned != null && !quiet) {
      console.say("  with " + terms(planned));
    }
  }

  private static String terms(PutOptions terms) {
    List<String> words = new ArrayList<>();
    words.add("create only");
    terms.retention().ifPresent(until -> words.add(until.mode() + " until " + until.until()));
    if (terms.legalHold()) {
      words.add("legal hold");
    }
    terms.encryption().ifPresent(kind -> words.add("encryption " + kind));
    terms.storageClass().ifPresent(name -> words.add("class " + name));
    terms.tags().forEach((name, value) -> words.add("tag " + name + "=" + value));
    return Printable.line(String.join(", ", words));
  }

  /// Prints the document, where one is asked for.
  void finish() {
    if (json) {
      console.resultText(document());
    }
  }

  private String document() {
    return JsonText.of(
        document -> {
          document.writeStartObject();
          document.writeStringField("schema", "create-dump.receipts/v1");
          document.writeArrayFieldStart("stored");
          for (Receipt receipt : all) {
            document.writeStartObject();
            document.writeStringField("uri", receipt.uri().toString());
            document.writeBooleanField("created", receipt.created());
            document.writeNumberField("size", receipt.length());
            document.writeStringField("sha256", receipt.sha256());
            optional(document, "version", receipt.versionOrNull());
            optional(document, "etag", receipt.etagOrNull());
            optional(document, "serverChecksum", receipt.serverChecksumOrNull());
            document.writeEndObject();
          }
          document.writeEndArray();
          document.writeEndObject();
        });
  }

  private static void optional(JsonGenerator document, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      document.writeStringField(name, value);
    }
  }
}
