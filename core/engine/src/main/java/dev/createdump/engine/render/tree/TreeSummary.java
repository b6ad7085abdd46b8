package dev.createdump.engine.render.tree;

import dev.createdump.engine.base.UtcTime;
import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.FileHistory;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.dump.WorkTreeState;
import dev.createdump.engine.redact.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What every readable format says of a tree as a whole.
final class TreeSummary {
  private TreeSummary() {}

  /// One line of it. The value is redacted, and hostile.
  record Row(String name, String value) {}

  static List<Row> rows(DumpHeader header) {
    TreeInfo tree = TreeRenderer.tree(header);
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Repository", header.repository().slug()));
    rows.add(new Row("Content", tree.source()));
    if (!tree.below().isEmpty()) {
      rows.add(new Row("Directory", tree.below().value()));
    }
    if (!header.head().id().isNull()) {
      rows.add(new Row("Commit", header.head().id().hex()));
      rows.add(new Row("Committed", UtcTime.text(header.head().committedAt())));
      rows.add(new Row("Subject", header.head().subject().value()));
      rows.add(new Row("Author", header.head().author().value()));
    }
    if (!tree.checkout().branch().isEmpty()) {
      rows.add(new Row("Branch", tree.checkout().branch().value()));
    }
    if (tree.checkout().detached()) {
      rows.add(new Row("Branch", "none (detached)"));
    }
    for (SafeText tag : tree.checkout().tags()) {
      rows.add(new Row("Tag", tag.value()));
    }
    WorkTreeState state = tree.checkout().state();
    if (state != null) {
      rows.add(new Row("State", state.words()));
    }
    Statistics statistics = header.statistics();
    rows.add(new Row("Files", Integer.toString(statistics.files())));
    rows.add(new Row("Lines", Long.toString(statistics.added())));
    rows.add(new Row("Bytes", Long.toString(tree.bytes())));
    if (tree.isCounted()) {
      rows.add(new Row("Tokens", tree.tokens() + " (" + tree.layout().tokenizer() + ")"));
    }
    return rows;
  }

  /// What a mode of git stands for.
  static String kind(String mode) {
    return switch (mode) {
      case "100755" -> "executable file";
      case "120000" -> "link";
      case "160000" -> "submodule";
      case "040000" -> "directory";
      case "000000" -> "special file";
      default -> "file";
    };
  }

  /// How many paths are in which state.
  static String states(DumpHeader header) {
    StringBuilder text = new StringBuilder("Every path, and how much of it stands above: ");
    int files = header.statistics().files();
    text.append(files).append(files == 1 ? " path" : " paths");
    for (FileState state : FileState.values()) {
      int paths = header.statistics().byState().getOrDefault(state, 0);
      if (paths > 0) {
        text.append(", ").append(paths).append(' ').append(state.label());
      }
    }
    return text.append('.').toString();
  }

  /// When a path was changed last; empty where that is not known.
  static String day(FileHistory history) {
    return history.changedAt() == 0 ? "" : UtcTime.text(history.changedAt());
  }

  /// What a title says of a part; empty for a whole.
  static String part(TreePart part) {
    return part.isWhole() ? "" : ", part " + part.number() + " of " + part.of();
  }

  /// What a part but the last says at its end.
  static String goesOn(TreePart part) {
    return "Part " + (part.number() + 1) + " goes on; the last one says what is left out.";
  }

  /// How many paths are left out and why, a line each: for parts, which are to be small.
  static List<String> leftOutInShort(DumpHeader header) {
    List<String> lines = new ArrayList<>();
    leftOut(header)
        .forEach(
            (reason, paths) ->
                lines.add(
                    "Left out: "
                        + paths.size()
                        + (paths.size() == 1 ? " path: " : " paths: ")
                        + reason));
    if (!lines.isEmpty()) {
      lines.add("Each of them stands in " + header.name() + ".manifest.json.");
    }
    return lines;
  }

  /// The paths that are left out, by the reason, both in the order of the ledger.
  static Map<String, List<SafeText>> leftOut(DumpHeader header) {
    Map<String, List<SafeText>> left = new LinkedHashMap<>();
    for (DumpFile.Entry entry : header.ledger()) {
      if (entry.state() == FileState.EXCLUDED) {
        left.computeIfAbsent(entry.reason().value(), _ -> new ArrayList<>()).add(entry.path());
      }
    }
    return left;
  }
}
