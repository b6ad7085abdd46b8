package dev.createdump.engine.render.plugin;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.spi.plugin.RedactedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One path of a change.
record ChangedFileView(DumpFile file) implements RedactedFile {
  @Override
  public int index() {
    return file.entry().index();
  }

  @Override
  public String path() {
    return file.entry().path().value();
  }

  @Override
  public Optional<String> oldPath() {
    SafeText old = file.entry().oldPath();
    return old == null ? Optional.empty() : Optional.of(old.value());
  }

  @Override
  public char status() {
    return file.entry().status().letter();
  }

  @Override
  public String state() {
    return file.entry().state().label();
  }

  @Override
  public String reason() {
    return file.entry().reason().value();
  }

  @Override
  public String language() {
    return file.entry().language();
  }

  @Override
  public int added() {
    return file.entry().added();
  }

  @Override
  public int deleted() {
    return file.entry().deleted();
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
