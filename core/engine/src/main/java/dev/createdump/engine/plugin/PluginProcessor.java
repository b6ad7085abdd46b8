package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Failure;
import dev.createdump.spi.plugin.FileProcessor;
import dev.createdump.spi.plugin.ProcessedText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A processor of a plugin. Where it cannot tell, the run ends.
public final class PluginProcessor {
  private static final int LONGEST_NOTE = 200;

  private final PluginJar jar;
  private final FileProcessor processor;
  private final TimeLimit limit;

  PluginProcessor(PluginJar jar, FileProcessor processor, TimeLimit limit) {
    this.jar = jar;
    this.processor = processor;
    this.limit = limit;
  }

  /// What stands in the place of a file.
  ///
  /// @param text in UTF-8
  /// @param note by whom it was made and how
  public record Text(byte[] text, String note) {}

  /// The name of its class, without the package.
  String type() {
    return processor.getClass().getSimpleName();
  }

  /// Makes a text of a file.
  ///
  /// @return null where the file is shown as it is
  public @Nullable Text process(String path, byte[] content) throws Failure {
    try {
      ProcessedText made =
          limit
              .call(
                  () ->
                      processor.handles(path)
                          ? processor.process(path, content.clone())
                          : Optional.<ProcessedText>empty())
              .orElse(null);
      if (made == null) {
        return null;
      }
      String note = made.note().lines().findFirst().orElse("").strip();
      String shown = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
      return new Text(
          made.text().getBytes(StandardCharsets.UTF_8),
          "text made by plugin " + jar.described() + (shown.isEmpty() ? "" : ": " + shown));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (TimeLimit.Late e) {
      throw failed(path, String.valueOf(e.getMessage()));
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw failed(path, Blame.told(e, processor.getClass().getClassLoader()));
    }
  }

  private Failure.Scan failed(String path, String why) {
    return new Failure.Scan(
        "the processor of plugin " + jar.described() + " failed on " + path + ": " + why,
        "Nothing was written. Leave the file out, or take the plugin away.");
  }
}
