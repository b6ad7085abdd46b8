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
  private final TimeLimit limit;

  private PluginRenderer(PluginJar jar, DumpRenderer renderer, TimeLimit limit) {
    this.jar = jar;
    this.renderer = renderer;
    this.format = renderer.format();
    this.mediaType = renderer.mediaType();
    this.limit = limit;
  }

  static PluginRenderer of(PluginJar jar, DumpRenderer renderer, TimeLimit limit) throws Failure {
    PluginRenderer made = new PluginRenderer(jar, renderer, limit);
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
      limit.call(
          () -> {
            renderer.render(dump, out);
            return true;
          });
    } catch (IOException e) {
      throw e;
    } catch (TimeLimit.Late e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("it was interrupted", e);
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw failed(Blame.told(e, renderer.getClass().getClassLoader()), e);
    }
  }

  private IOException failed(String why, Throwable cause) {
    return new IOException("the plugin " + jar.described() + " failed: " + why, cause);
  }
}
