package dev.createdump.engine.render.plugin;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.redact.SafeContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One path of a change.
record ChangedFileView(DumpFile file) implements EntryView {
  @Override
  public DumpFile.Entry entry() {
    return file.entry();
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public Optional<String> sha256() {
    return Optional.empty();
  }

  @Override
  public Optional<String> text() {
    SafeContent content = file.content();
    return content == null
        ? Optional.empty()
        : Optional.of(new String(content.utf8(file.charset()), StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> patch() throws IOException {
    return file.entry().state().showsText()
        ? Optional.of(new String(file.text(), StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
