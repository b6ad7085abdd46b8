package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Failure;
import dev.createdump.spi.plugin.DumpRenderer;
import dev.createdump.spi.plugin.RedactedDump;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/// A renderer of a plugin, whose failures name it.
public final class PluginRenderer {
  private static final Set<String> TAKEN =
      Set.of(
          "md",
          "json",
          "jsonl",
          "html",
          "txt",
          "xml",
          "csv",
          "yaml",
          "toml",
          "inventory",
          "zip",
          "tar",
          "patch",
          "diff",
          "sarif",
          "sha256");

  private final PluginJar jar;
  private final DumpRenderer renderer;
  private final String format;
  private final String mediaType;

  private PluginRenderer(PluginJar jar, DumpRenderer renderer) {
    this.jar = jar;
    this.renderer = renderer;
    this.format = renderer.format();
    this.mediaType = renderer.mediaType();
  }

  static PluginRenderer of(PluginJar jar, DumpRenderer renderer) throws Failure {
    PluginRenderer made = new PluginRenderer(jar, renderer);
    if (made.format == null || !made.format.matches("[a-z][a-z0-9-]{0,15}")) {
      throw Plugin.bad(jar, "has a format whose name is not [a-z][a-z0-9-]{0,15}");
    }
    if (TAKEN.contains(made.format)) {
      throw Plugin.bad(jar, "has a format " + made.format + ", which create-dump writes itself");
    }
    if (made.mediaType == null || !made.mediaType.matches("[!-~][ -~]{0,99}")) {
      throw Plugin.bad(jar, "tells no media type of its format " + made.format);
    }
    return made;
  }

  public String format() {
    return format;
  }

  public String mediaType() {
    return mediaType;
  }

  /// Whether it reads what stands in files.
  public boolean showsContent() {
    return renderer.showsContent();
  }

  /// Writes a document.
  ///
  /// @throws IOException where it or the stream fails
  public void render(RedactedDump dump, OutputStream out) throws IOException {
    try {
      renderer.render(dump, out);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new IOException(
          "the plugin "
              + jar.described()
              + " failed: "
              + Blame.told(e, renderer.getClass().getClassLoader()),
          e);
    }
  }
}
