package dev.createdump.engine.render.plugin;

import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeFile;
import dev.createdump.engine.redact.SafeContent;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.spi.plugin.RedactedFile;
import java.util.Optional;

/// One path of a tree.
record TreeFileView(TreeFile file) implements RedactedFile {
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
