package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.token.TokenCounter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Renders numbers of tokens in the place of files, four bytes each.
public final class TokenMeter implements TreeRenderer {
  private final TokenCounter counter;
  private final @Nullable TreeRenderer measured;

  private TokenMeter(TokenCounter counter, @Nullable TreeRenderer measured) {
    this.counter = counter;
    this.measured = measured;
  }

  /// How many tokens the text of each path takes.
  public static int[] texts(TreeDump dump, TokenCounter counter) throws Failure, IOException {
    return run(dump, new TokenMeter(counter, null));
  }

  /// How many tokens each path takes in a document.
  static int[] documents(TreeDump dump, TokenCounter counter, TreeRenderer measured)
      throws Failure, IOException {
    return run(dump, new TokenMeter(counter, measured));
  }

  private static int[] run(TreeDump dump, TokenMeter meter) throws Failure, IOException {
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    dump.render(meter, TreePart.WHOLE, numbers);
    int[] tokens = new int[numbers.size() / Integer.BYTES];
    ByteBuffer.wrap(numbers.toByteArray()).asIntBuffer().get(tokens);
    return tokens;
  }

  @Override
  public void start(DumpHeader header, TreePart part, OutputStream out) {}

  @Override
  public void file(TreeFile file, OutputStream out) throws IOException {
    int tokens = measured == null ? text(file) : rendered(measured, file);
    out.write(ByteBuffer.allocate(Integer.BYTES).putInt(tokens).array());
  }

  private int text(TreeFile file) {
    SafeContent content = file.content();
    TextForm form = file.facts().form();
    return content == null || form == null || !form.isText()
        ? 0
        : counter.count(form.utf8(content.bytes()));
  }

  private int rendered(TreeRenderer renderer, TreeFile file) throws IOException {
    SafeContent content = file.content();
    Buffer buffer = new Buffer(1024 + (content == null ? 0 : content.bytes().length));
    renderer.file(file, buffer);
    return counter.count(buffer.bytes(), 0, buffer.size());
  }

  @Override
  public void end(DumpHeader header, TreePart part, OutputStream out) {}
}
