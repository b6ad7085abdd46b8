package dev.createdump.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.Outcome;
import dev.createdump.engine.base.JsonText;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.manifest.Manifest;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.render.LedgerJson;
import dev.createdump.engine.report.Reporter;
import dev.createdump.spi.Receipt;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The result as one JSON document, for `--json`.
final class ResultJson {
  private ResultJson() {}

  static String of(Outcome outcome, int exitCode, Reporter.@Nullable Reported reported) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("schema", "create-dump.result/v1");
          json.writeNumberField("exitCode", exitCode);
          result(json, outcome.result());
          if (reported != null && reported.commentUrl() != null) {
            json.writeStringField("commentUrl", reported.commentUrl().toString());
          }
          json.writeEndObject();
        });
  }

  private static void result(JsonGenerator json, Outcome.Result result) throws IOException {
    DumpHeader header = result.header();
    json.writeStringField("name", header.name());
    json.writeStringField("directory", result.directory().toString());
    LedgerJson.identity(json, header);
    json.writeObjectFieldStart("counts");
    LedgerJson.counts(json, header.statistics());
    json.writeEndObject();
    LedgerJson.projects(json, header);
    json.writeNumberField("findings", header.findings().size());
    json.writeBooleanField("patchComplete", Manifest.patchGaps(header).isEmpty());
    json.writeStringField("dumpDigest", result.dumpDigest());
    json.writeArrayFieldStart("files");
    for (SealedFile file : result.files()) {
      json.writeStartObject();
      json.writeStringField("path", result.directory().resolve(file.name()).toString());
      json.writeNumberField("size", file.size());
      json.writeStringField("sha256", file.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("stored");
    for (Receipt receipt : result.receipts()) {
      json.writeStartObject();
      json.writeStringField("uri", receipt.uri().toString());
      json.writeBooleanField("created", receipt.created());
      json.writeNumberField("size", receipt.length());
      json.writeStringField("sha256", receipt.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
