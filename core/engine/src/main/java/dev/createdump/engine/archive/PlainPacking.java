package dev.createdump.engine.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Passes everything on.
final class PlainPacking extends Packing {
  private final OutputStream out;
  private final Jobs jobs;

  PlainPacking(OutputStream out, Jobs jobs) {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.jobs = jobs;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
  }

  @Override
  void finish() throws IOException {
    out.flush();
  }

  @Override
  public void close() {
    jobs.close();
  }
}
