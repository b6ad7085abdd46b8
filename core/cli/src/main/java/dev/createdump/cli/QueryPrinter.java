package dev.createdump.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Json;
import dev.createdump.engine.evidence.table.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// Prints the rows of a query as they come.
final class QueryPrinter implements Query.Rows {
  private enum Form {
    TABLE,
    JSON,
    CSV
  }

  private final Console console;
  private final Form form;
  private List<String> names = List.of();
  private List<Boolean> numeric = List.of();
  private final List<List<String>> waiting = new ArrayList<>();
  private int @Nullable [] widths;
  private boolean first = true;

  private QueryPrinter(Console console, Form form) {
    this.console = console;
    this.form = form;
  }

  static QueryPrinter of(ParseResult options, Console console) throws Failure {
    boolean json = options.hasMatchedOption("--json");
    boolean csv = options.hasMatchedOption("--csv");
    if (json && csv) {
      throw new Failure.Usage("--json and --csv exclude each other", "Choose one.");
    }
    return new QueryPrinter(console, json ? Form.JSON : csv ? Form.CSV : Form.TABLE);
  }

  @Override
  public void columns(List<String> columns, List<Boolean> numbers) {
    names = columns;
    numeric = numbers;
    switch (form) {
      case TABLE -> waiting.add(columns.stream().map(Printable::line).toList());
      case JSON -> console.resultText("[");
      case CSV -> console.result(csv(columns));
    }
  }

  @Override
  public boolean row(List<@Nullable String> cells) {
    switch (form) {
      case TABLE -> table(cells);
      case JSON -> console.resultText((first ? "\n" : ",\n") + json(cells));
      case CSV -> console.result(csv(cells));
    }
    first = false;
    return !console.isBroken();
  }

  void end() {
    switch (form) {
      case TABLE -> flush();
      case JSON -> console.resultText("\n]\n");
      case CSV -> {}
    }
  }

  private void table(List<@Nullable String> cells) {
    waiting.add(cells.stream().map(c -> c == null ? "-" : Printable.line(c)).toList());
    if (waiting.size() >= 200) {
      flush();
    }
  }

  private void flush() {
    if (widths == null) {
      widths = new int[names.size()];
      for (List<String> row : waiting) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], row.get(i).length());
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : waiting) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        String blanks = " ".repeat(Math.max(0, widths[i] - cell.length()));
        line.append(numeric.get(i) ? blanks + cell : cell + blanks).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    waiting.clear();
    console.resultText(text.toString());
  }

  private static String csv(List<@Nullable String> cells) {
    return cells.stream().map(QueryPrinter::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(@Nullable String cell) {
    if (cell == null) {
      return "";
    }
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private String json(List<@Nullable String> cells) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.compact(out)) {
      json.writeStartObject();
      for (int i = 0; i < names.size(); i++) {
        json.writeFieldName(names.get(i));
        String cell = cells.get(i);
        if (cell != null && numeric.get(i) && cell.matches("-?[0-9]+(\\.[0-9]+)?")) {
          json.writeNumber(cell);
        } else {
          json.writeString(cell);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a row in memory cannot be written", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
