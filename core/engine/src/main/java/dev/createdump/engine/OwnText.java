package dev.createdump.engine;

import dev.createdump.engine.dump.Dump;
import dev.createdump.engine.policy.Format;
import dev.createdump.engine.scan.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a dump holds whatever the change says: the words of its formats, and the names and times of
/// commits and blobs. A password that happens to be one of these words stands in every dump, and is
/// no secret there.
final class OwnText {
  private OwnText() {}

  /// Makes the dump without anything of the repository in it.
  @FunctionalInterface
  interface Blank {
    Dump make() throws IOException;
  }

  /// The text; empty where nothing was found, as it is asked for then only.
  static byte[] around(List<Finding> found, Blank blank, List<FileNote> notes) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    if (found.stream().noneMatch(finding -> finding.kind() == Finding.Kind.SECRET)) {
      return text.toByteArray();
    }
    Dump dump = blank.make();
    for (Format format : Format.values()) {
      DumpWriter.renderer(format).render(dump, text);
    }
    for (FileNote note : notes) {
      var change = note.entry().change();
      text.writeBytes(
          (change.oldId().hex() + "\n" + change.newId().hex() + "\n")
              .getBytes(StandardCharsets.US_ASCII));
    }
    return text.toByteArray();
  }
}
