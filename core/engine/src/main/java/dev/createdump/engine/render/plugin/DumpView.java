package dev.createdump.engine.render.plugin;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.spi.plugin.RedactedDump;
import dev.createdump.spi.plugin.RedactedFile;
import dev.createdump.spi.plugin.RedactedFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What stands above the files of a dump.
///
/// @param header the dump's
/// @param files hands over what stands in it
public record DumpView(DumpHeader header, Files files) implements RedactedDump {
  /// Hands over every path.
  @FunctionalInterface
  public interface Files {
    void forEach(FileVisitor visitor) throws IOException;
  }

  @Override
  public Subject subject() {
    return header.tree() == null ? Subject.CHANGE : Subject.TREE;
  }

  @Override
  public String name() {
    return header.name();
  }

  @Override
  public String title() {
    return header.title().value();
  }

  @Override
  public String repository() {
    return header.repository().slug();
  }

  @Override
  public String base() {
    return header.mergeBase().id().hex();
  }

  @Override
  public String head() {
    return header.head().id().hex();
  }

  @Override
  public String toolVersion() {
    return header.toolVersion();
  }

  @Override
  public List<RedactedFinding> findings() {
    List<RedactedFinding> findings = new ArrayList<>();
    for (DumpFinding finding : header.findings()) {
      findings.add(
          new RedactedFinding(
              finding.kind() == DumpFinding.Kind.SECRET,
              finding.rule(),
              finding.change().name().toLowerCase(Locale.ROOT),
              finding.path().value(),
              finding.line(),
              finding.column(),
              finding.text().value()));
    }
    return List.copyOf(findings);
  }

  @Override
  public int fileCount() {
    return header.ledger().size();
  }

  @Override
  public void forEachFile(FileVisitor visitor) throws IOException {
    files.forEach(visitor);
  }

  /// One path of the dump of a change.
  public static RedactedFile of(dev.createdump.engine.dump.DumpFile file) {
    return new ChangedFileView(file);
  }

  /// One path of the dump of a tree.
  public static RedactedFile of(dev.createdump.engine.dump.TreeFile file) {
    return new TreeFileView(file);
  }
}
