package dev.createdump.engine.render.plugin;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.spi.plugin.RedactedFile;
import java.util.Optional;

/// What the ledger says of a path, of a change or of a tree.
interface EntryView extends RedactedFile {
  /// The path's entry in the ledger.
  DumpFile.Entry entry();

  @Override
  default int index() {
    return entry().index();
  }

  @Override
  default String path() {
    return entry().path().value();
  }

  @Override
  default Optional<String> oldPath() {
    SafeText old = entry().oldPath();
    return old == null ? Optional.empty() : Optional.of(old.value());
  }

  @Override
  default char status() {
    return entry().status().letter();
  }

  @Override
  default String state() {
    return entry().state().label();
  }

  @Override
  default String reason() {
    return entry().reason().value();
  }

  @Override
  default String language() {
    return entry().language();
  }

  @Override
  default int added() {
    return entry().added();
  }

  @Override
  default int deleted() {
    return entry().deleted();
  }
}
