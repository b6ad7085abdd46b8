package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.plugin.PluginProcessor;
import dev.createdump.engine.sweep.Sight;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A text that a plugin made of a file, which stands in the dump in its place.
///
/// @param size of the text in bytes
/// @param check a quick sum of it
/// @param below secrets in the file itself, at their places there
public record Processed(int size, int check, List<Sight> below) {
  public Processed {
    below = List.copyOf(below);
  }

  static int check(byte[] text) {
    CRC32C sum = new CRC32C();
    sum.update(text);
    return (int) sum.getValue();
  }

  /// What the first plugin that knows such a file makes of it; null where none does.
  static PluginProcessor.@Nullable Text text(
      List<PluginProcessor> processors, String path, byte[] content) throws Failure {
    for (PluginProcessor processor : processors) {
      PluginProcessor.Text text = processor.process(path, content);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// The text again, which was not kept.
  ///
  /// @throws Failure.Scan where it is another one: nobody has scanned that
  byte[] again(List<PluginProcessor> processors, String path, byte[] content) throws Failure {
    PluginProcessor.Text text = text(processors, path, content);
    if (text == null || text.text().length != size || check(text.text()) != check) {
      throw new Failure.Scan(
          "a plugin makes another text of " + path + " each time",
          "Nothing was written. The same file must give the same text.");
    }
    return text.text();
  }
}
