package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Skips are seen, and those that nobody allowed fail the build.
final class SkipReportTest {
  @TempDir Path root;
  private Path list;

  @BeforeEach
  void report() throws Exception {
    list =
        Files.writeString(
            root.resolve("allowed.txt"),
            """
            # a comment

            needs-tool  a.BrowserTest            Chromium
            always      a.StoreTest#*NoLocks()   stores without locks exist
            """);
    Path reports = Files.createDirectories(root.resolve("core/engine/target/surefire-reports"));
    Files.writeString(
        reports.resolve("TEST-a.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite>
          <testcase name="clicks()" classname="a.BrowserTest"><skipped message="no browser"/></testcase>
          <testcase name="hasNoLocks()" classname="a.StoreTest"><skipped message="none"/></testcase>
          <testcase name="hasLocks()" classname="a.StoreTest"><skipped type="x"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: why?
            at x]]></skipped></testcase>
          <testcase name="runs()" classname="a.StoreTest"/>
        </testsuite>
        """);
  }

  private String[] refused(boolean ci, ByteArrayOutputStream said) throws Exception {
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      return new SkipReport(AllowedSkips.read(list), ci)
          .print(SkipReport.skips(root), out).stream()
              .map(SkipReport.Skip::name)
              .toArray(String[]::new);
    }
  }

  @Test
  void anUnlistedSkipIsRefused() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    assertThat(refused(false, said)).containsExactly("a.StoreTest#hasLocks()");
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "SKIPPED a.BrowserTest#clicks(): no browser",
            "SKIPPED a.StoreTest#hasNoLocks(): none",
            "SKIPPED, NOT ALLOWED a.StoreTest#hasLocks(): why?");
  }

  @Test
  void inCiNoToolMayBeMissing() throws Exception {
    assertThat(refused(true, new ByteArrayOutputStream()))
        .containsExactly("a.BrowserTest#clicks()", "a.StoreTest#hasLocks()");
  }

  @Test
  void aLineNeedsItsReason() throws Exception {
    Files.write(list, List.of("always a.StoreTest"));
    assertThatThrownBy(() -> AllowedSkips.read(list)).hasMessageContaining("a reason");
  }
}
