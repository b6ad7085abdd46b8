package dev.createdump.cli;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.evidence.IndexColumns;
import dev.createdump.engine.evidence.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// Prints dumps as they come: as a table, as JSON, or as comma-separated values. Little is kept,
/// however many there are.
abstract class ListedDumps {
  private static final int CHUNK = 1 << 14;

  private final Console console;
  private final StringBuilder text = new StringBuilder();

  private ListedDumps(Console console) {
    this.console = console;
  }

  static ListedDumps of(ParseResult options, Console console) throws Failure {
    boolean json = options.hasMatchedOption("--json");
    boolean csv = options.hasMatchedOption("--csv");
    if (json && csv) {
      throw new Failure.Usage("--json and --csv exclude each other", "Choose one.");
    }
    return json ? new Json(console) : csv ? new Csv(console) : new Table(console);
  }

  abstract void begin();

  abstract void add(IndexEntry entry);

  abstract void end();

  final void print(String more) {
    text.append(more);
    if (text.length() >= CHUNK) {
      flush();
    }
  }

  final void flush() {
    console.resultText(text.toString());
    text.setLength(0);
  }

  /// One document, whose items are the lines of the index as they stand there.
  private static final class Json extends ListedDumps {
    private boolean first = true;

    Json(Console console) {
      super(console);
    }

    @Override
    void begin() {
      print("{\"schema\":\"create-dump.evidence-list/v1\",\"dumps\":[");
    }

    @Override
    void add(IndexEntry entry) {
      print(first ? "\n" : ",\n");
      print(entry.json());
      first = false;
    }

    @Override
    void end() {
      print("\n]}\n");
      flush();
    }
  }

  /// A header and a record for each dump, as RFC 4180 says, but for line feeds alone.
  private static final class Csv extends ListedDumps {
    Csv(Console console) {
      super(console);
    }

    @Override
    void begin() {
      StringBuilder header =
          new StringBuilder("dt,host,org,repo,pr,name,base,head,files,added,deleted,secrets,todos");
      for (FileState state : FileState.values()) {
        header.append(',').append(IndexColumns.of(state));
      }
      print(header.append(",prefix,manifest,dumpDigest\n").toString());
    }

    @Override
    void add(IndexEntry entry) {
      List<String> cells = new ArrayList<>();
      cells.addAll(List.of(entry.day(), entry.host(), entry.org(), entry.repo()));
      cells.add(entry.pullRequest() == null ? "" : entry.pullRequest().toString());
      cells.addAll(List.of(entry.name(), entry.base(), entry.head()));
      for (long count :
          new long[] {
            entry.files(), entry.added(), entry.deleted(), entry.secrets(), entry.todos()
          }) {
        cells.add(Long.toString(count));
      }
      for (FileState state : FileState.values()) {
        cells.add(entry.states().getOrDefault(state, 0L).toString());
      }
      cells.addAll(List.of(entry.prefix(), entry.manifest(), entry.dumpDigest()));
      print(String.join(",", cells.stream().map(Csv::quoted).toList()) + "\n");
    }

    private static String quoted(String cell) {
      boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
      return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Override
    void end() {
      flush();
    }
  }

  /// Columns as wide as the first rows need; a longer cell pushes its own row.
  private static final class Table extends ListedDumps {
    private static final int LOOK_AHEAD = 200;
    private static final List<String> TITLES =
        List.of("DAY", "REPOSITORY", "PR", "HEAD", "FILES", "LINES", "SECRETS", "TODOS", "ID");

    private final List<List<String>> waiting = new ArrayList<>();
    private int @Nullable [] widths;

    Table(Console console) {
      super(console);
    }

    @Override
    void begin() {
      waiting.add(TITLES);
    }

    @Override
    void add(IndexEntry entry) {
      waiting.add(
          List.of(
              entry.day(),
              Printable.line(entry.repository()),
              entry.pullRequest() == null ? "-" : entry.pullRequest().toString(),
              entry.head().substring(0, 12),
              Long.toString(entry.files()),
              "+" + entry.added() + " -" + entry.deleted(),
              Long.toString(entry.secrets()),
              Long.toString(entry.todos()),
              entry.dumpDigest().substring(0, 12)));
      if (waiting.size() >= LOOK_AHEAD) {
        rows();
      }
    }

    private void rows() {
      if (widths == null) {
        widths = new int[TITLES.size()];
        for (List<String> row : waiting) {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        }
      }
      for (List<String> row : waiting) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          boolean last = i == widths.length - 1;
          String cell = row.get(i);
          line.append(cell)
              .append(last ? "" : " ".repeat(Math.max(0, widths[i] - cell.length()) + 2));
        }
        print(line.append('\n').toString());
      }
      waiting.clear();
    }

    @Override
    void end() {
      rows();
      flush();
    }
  }
}
