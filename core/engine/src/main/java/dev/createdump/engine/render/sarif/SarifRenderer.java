package dev.createdump.engine.render.sarif;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.ScanReport;
import dev.createdump.engine.render.Renderer;
import java.io.IOException;
import java.io.OutputStream;

/// Writes the secrets of a dump or of a scan for code scanning.
public final class SarifRenderer implements Renderer {
  @Override
  public void render(Dump dump, OutputStream out) throws IOException {
    new SarifWriter(SarifRun.of(dump.header())).writeTo(out);
  }

  /// Writes what a scan found.
  public static void render(ScanReport report, OutputStream out) throws IOException {
    new SarifWriter(SarifRun.of(report)).writeTo(out);
  }
}
