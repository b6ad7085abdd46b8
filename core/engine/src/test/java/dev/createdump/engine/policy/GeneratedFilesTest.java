package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The files in `docs/reference` that are generated from the keys are the current ones.
class GeneratedFilesTest {
  private static final Path REFERENCE = Path.of("..", "..", "docs", "reference");

  private static final String REGENERATE =
      "./mvnw -q -pl core/engine -am test -Dtest=GeneratedFilesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dcreate-dump.regenerate=true";

  private static void check(String name, String generated) throws IOException {
    Path file = REFERENCE.resolve(name);
    if (Boolean.getBoolean("create-dump.regenerate")) {
      Files.createDirectories(REFERENCE);
      Files.writeString(file, generated);
    }
    assertThat(file)
        .as("%s is stale; regenerate it with: %s", name, REGENERATE)
        .exists()
        .content()
        .isEqualTo(generated);
  }

  @Test
  void theSchemaIsCurrent() throws IOException {
    check("create-dump.schema.json", ConfigSchema.json());
  }

  @Test
  void thePolicySchemaIsCurrent() throws IOException {
    check("policy.schema.json", PolicySchema.json());
  }

  @Test
  void theReferencePageIsCurrent() throws IOException {
    check("configuration.md", ConfigReference.markdown());
  }

  @Test
  void theReferencePageHoldsEveryKeyVariableAndFlag() {
    String page = ConfigReference.markdown();
    for (Key<?> key : Keys.ALL) {
      assertThat(page).contains("`" + key.variable() + "`").contains(key.doc());
      assertThat(key.flag() == null || page.contains("`" + key.flag() + "`")).isTrue();
    }
  }
}
