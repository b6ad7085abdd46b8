package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.token.TokenCounter;
import dev.createdump.engine.tree.TreeDump;
import dev.createdump.engine.tree.TreeParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes the documents of a tree: one a format, or several where it is parted.
final class TreeDocuments {
  private final OutputDirectory out;
  private final TreeDump dump;
  private final TreeSettings settings;

  TreeDocuments(OutputDirectory out, TreeDump dump, TreeSettings settings) {
    this.out = out;
    this.dump = dump;
    this.settings = settings;
  }

  List<SealedFile> write(TreeFormat format) throws Failure, IOException {
    TreeRenderer renderer = format.renderer(settings.lineNumbers());
    List<SealedFile> files = new ArrayList<>();
    for (TreePart part : parts(format, renderer)) {
      files.add(
          out.stage(
              name(part) + "." + format.suffix(),
              format.mediaType(),
              stream -> dump.render(renderer, part, stream)));
    }
    return files;
  }

  private List<TreePart> parts(TreeFormat format, TreeRenderer renderer)
      throws Failure, IOException {
    if (settings.maxTokens() == 0 || !format.parts()) {
      return List.of(TreePart.WHOLE);
    }
    TokenCounter counter = TokenCounter.of(settings.tokenizer().id());
    return new TreeParts(dump, renderer, counter, settings.maxTokens()).plan();
  }

  /// With as many digits as the last part has, so that names sort as numbers do.
  private String name(TreePart part) {
    String name = dump.header().name();
    if (part.isWhole()) {
      return name;
    }
    String number = Integer.toString(part.number());
    int zeros = Integer.toString(part.of()).length() - number.length();
    return name + ".part" + "0".repeat(zeros) + number;
  }
}
