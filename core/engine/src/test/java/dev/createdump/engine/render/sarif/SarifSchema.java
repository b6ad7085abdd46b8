package dev.createdump.engine.render.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The JSON schema of SARIF 2.1.0, as OASIS publishes it.
public final class SarifSchema {
  private static final Schema SCHEMA = read();

  private SarifSchema() {}

  private static Schema read() {
    try (InputStream in =
        SarifSchema.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Fails unless a text is SARIF 2.1.0.
  public static void assertValid(String sarif) {
    assertThat(SCHEMA.validate(sarif, InputFormat.JSON)).isEmpty();
  }
}
