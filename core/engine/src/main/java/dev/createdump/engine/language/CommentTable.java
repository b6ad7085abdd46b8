package dev.createdump.engine.language;

import dev.createdump.engine.language.CommentSyntax.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How languages write comments: `comments.tsv`.
final class CommentTable {
  private CommentTable() {}

  /// Each row: line comments, block comments, string delimiters, languages.
  static Map<String, CommentSyntax> read(List<List<String>> rows) {
    Map<String, CommentSyntax> table = new HashMap<>();
    for (List<String> row : rows) {
      CommentSyntax syntax =
          new CommentSyntax(items(row.get(0)), blocks(items(row.get(1))), items(row.get(2)));
      for (String language : row.subList(3, row.size())) {
        table.put(language, syntax);
      }
    }
    return Collections.unmodifiableMap(table);
  }

  private static List<String> items(String column) {
    List<String> items = new ArrayList<>();
    if (!column.isEmpty()) {
      for (String item : Resources.split(column, ' ')) {
        items.add(item.replace("\\s", " "));
      }
    }
    return items;
  }

  /// Openings and closings take turns.
  private static List<Block> blocks(List<String> items) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < items.size(); i += 2) {
      blocks.add(new Block(items.get(i), items.get(i + 1)));
    }
    return blocks;
  }
}
