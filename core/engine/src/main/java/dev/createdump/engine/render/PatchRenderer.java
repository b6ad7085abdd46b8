package dev.createdump.engine.render;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.dump.FileState;
import java.io.IOException;
import java.io.OutputStream;

/// Writes the patch: what `git diff --binary --full-index -M -C` writes, byte for byte, without the
/// paths that a rule excludes.
public final class PatchRenderer implements Renderer {
  @Override
  public void render(Dump dump, OutputStream out) throws IOException {
    dump.forEachFile(
        file -> {
          if (file.entry().state() != FileState.EXCLUDED) {
            file.patch().writeTo(out);
          }
        });
  }
}
