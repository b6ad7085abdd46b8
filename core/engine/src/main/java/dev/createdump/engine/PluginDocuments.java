package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.plugin.PluginRenderer;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.render.plugin.DumpView;
import dev.createdump.engine.tree.TreeDump;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The documents that plugins write, beside those of the product.
final class PluginDocuments {
  private PluginDocuments() {}

  /// Those of a change.
  static List<SealedFile> write(Plugins plugins, Dump dump, OutputDirectory out) throws Failure {
    List<SealedFile> files = new ArrayList<>();
    for (PluginRenderer renderer : plugins.renderers()) {
      DumpView view =
          new DumpView(
              dump.header(), visitor -> dump.forEachFile(file -> visitor.visit(DumpView.of(file))));
      files.add(
          stage(renderer, dump.header().name(), out, stream -> renderer.render(view, stream)));
    }
    return files;
  }

  /// Those of a tree.
  static List<SealedFile> write(Plugins plugins, TreeDump dump, OutputDirectory out)
      throws Failure {
    List<SealedFile> files = new ArrayList<>();
    for (PluginRenderer renderer : plugins.renderers()) {
      String name = dump.header().name();
      files.add(stage(renderer, name, out, stream -> render(renderer, dump, stream)));
    }
    return files;
  }

  private static SealedFile stage(
      PluginRenderer renderer, String name, OutputDirectory out, OutputDirectory.Content content)
      throws Failure {
    return out.stage(name + "." + renderer.format(), renderer.mediaType(), content);
  }

  private static void render(PluginRenderer renderer, TreeDump dump, OutputStream out)
      throws Failure, IOException {
    TreeFiles files = new TreeFiles(dump, renderer.showsContent());
    try {
      renderer.render(new DumpView(dump.header(), files), out);
    } catch (IOException e) {
      files.check();
      throw e;
    }
    // The plugin may have gone on as if nothing were missing.
    files.check();
  }

  /// Hands the files of a tree to a renderer, and remembers why it could not.
  private static final class TreeFiles implements DumpView.Files {
    private final TreeDump dump;
    private final boolean content;
    private @Nullable Failure failure;

    TreeFiles(TreeDump dump, boolean content) {
      this.dump = dump;
      this.content = content;
    }

    @Override
    public void forEach(dev.createdump.spi.plugin.RedactedDump.FileVisitor visitor)
        throws IOException {
      try {
        dump.forEachFile(content, file -> visitor.visit(DumpView.of(file)));
      } catch (Failure e) {
        failure = e;
        throw new IOException("a file cannot be read", e);
      }
    }

    void check() throws Failure {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
