package dev.createdump.engine.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;

/// The one JSON factory: UTF-8, line feeds, stable order as written, bounded when read.
public final class Json {
  /// Foreign JSON deeper than this is refused; events of forges stay below 20.
  private static final int MAX_DEPTH = 200;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          // Without it a character beyond U+FFFF becomes two escapes, which is JSON all the same
          // but not its canonical form.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  /// A manifest of a million paths has some 500 MB; a text in it, such as a commit's first
  /// paragraph, is far below this.
  private static final long MAX_DOCUMENT = 1L << 30;

  private static final int MAX_STRING = 8 << 20;
  private static final int MAX_NAME = 1000;

  private Json() {}

  public static JsonFactory factory() {
    return FACTORY;
  }

  /// For documents that nobody vouches for: a member that stands twice is an error, since readers
  /// differ in which of the two they take, and every size is bounded.
  public static JsonFactory strict() {
    return Strict.FACTORY;
  }

  /// Made when first asked for: a run that only writes does not need it.
  private static final class Strict {
    private static final JsonFactory FACTORY =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_DOCUMENT)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
  }

  /// As {@link #strict}, for documents that hold whole files as strings.
  public static JsonFactory large() {
    return Large.FACTORY;
  }

  /// A file that a dump shows has at most 16 MiB, which base64 makes a third longer.
  private static final class Large {
    private static final int LONGEST = 32 << 20;

    private static final JsonFactory FACTORY =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(LONGEST)
                    .maxNameLength(MAX_NAME)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
  }

  /// A generator that indents by two spaces and ends lines with a line feed on every system.
  public static JsonGenerator pretty(OutputStream out) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    JsonGenerator generator = FACTORY.createGenerator(out);
    generator.setPrettyPrinter(printer);
    return generator;
  }

  /// A generator that writes no white space, for one-line documents.
  public static JsonGenerator compact(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }
}
