package dev.createdump.engine.evidence.table;

import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.evidence.IndexColumns;
import java.util.LinkedHashMap;
import java.util.Map;

/// The columns of the table, as lines of the index have them.
public final class Columns {
  private Columns() {}

  /// The type of each column in the words of SQL, in their order; `dt` is the partition.
  public static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    for (String text : new String[] {"name", "host", "org", "repo"}) {
      types.put(text, "VARCHAR");
    }
    types.put("dt", "DATE");
    types.put("pr", "BIGINT");
    for (String text : new String[] {"base", "mergeBase", "head"}) {
      types.put(text, "VARCHAR");
    }
    for (String count : new String[] {"files", "added", "deleted", "secrets", "todos"}) {
      types.put(count, "BIGINT");
    }
    for (FileState state : FileState.values()) {
      types.put(IndexColumns.of(state), "BIGINT");
    }
    types.put("patchComplete", "BOOLEAN");
    for (String text : new String[] {"prefix", "manifest", "dumpDigest", "tool"}) {
      types.put(text, "VARCHAR");
    }
    return types;
  }

  /// The columns as DuckDB's `read_json` takes them.
  static String forDuck() {
    StringBuilder text = new StringBuilder("{");
    types()
        .forEach(
            (name, type) ->
                text.append(text.length() == 1 ? "" : ", ")
                    .append(name)
                    .append(": '")
                    .append(type)
                    .append('\''));
    return text.append('}').toString();
  }
}
