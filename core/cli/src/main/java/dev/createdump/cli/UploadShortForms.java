package dev.createdump.cli;

import dev.createdump.engine.base.Environment;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The short forms of `--upload` that the original create-dump had: `--upload-s3 bucket/path`.
final class UploadShortForms {
  static final String S3 = "--upload-s3";
  static final String GCS = "--upload-gcs";
  static final String AZURE = "--upload-azure";

  private UploadShortForms() {}

  static List<OptionSpec.Builder> options() {
    return List.of(
        option(S3, "BUCKET/PATH", "Short for s3://BUCKET/PATH."),
        option(GCS, "BUCKET/PATH", "Short for gs://BUCKET/PATH."),
        option(
            AZURE,
            "CONTAINER/PATH",
            "Short for az://ACCOUNT/CONTAINER/PATH with the account of AZURE_STORAGE_ACCOUNT."));
  }

  private static OptionSpec.Builder option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description + " May be repeated.");
  }

  /// The URIs that the short forms stand for, in the order of the clouds.
  static List<String> uris(ParseResult options, Environment environment) {
    List<String> uris = new ArrayList<>();
    add(uris, options, S3, "s3://");
    add(uris, options, GCS, "gs://");
    String account = environment.get("AZURE_STORAGE_ACCOUNT").orElse("");
    add(uris, options, AZURE, account.isEmpty() ? "az://" : "az://" + account + "/");
    return uris;
  }

  private static void add(List<String> uris, ParseResult options, String name, String scheme) {
    List<String> given = options.matchedOptionValue(name, List.of());
    for (String place : given) {
      uris.add(scheme + place);
    }
  }
}
