package dev.createdump.engine.render.plugin;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.redact.SafeContent;
import java.util.Optional;

/// One path of a tree.
record TreeFileView(TreeFile file) implements EntryView {
  @Override
  public DumpFile.Entry entry() {
    return file.entry();
  }

  @Override
  public long size() {
    return file.facts().size();
  }

  @Override
  public Optional<String> sha256() {
    return Optional.ofNullable(file.facts().sha256());
  }

  @Override
  public Optional<String> text() {
    SafeContent content = file.content();
    TextForm form = file.facts().form();
    return content == null || form == null || !form.isText()
        ? Optional.empty()
        : Optional.of(new String(content.bytes(), form.charset()));
  }

  @Override
  public Optional<String> patch() {
    return Optional.empty();
  }
}
