package dev.createdump.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/// A run as metrics in the text format of OpenMetrics 1.0, with gauges alone, so that the textfile
/// collector of node_exporter, which reads the older format, takes it too.
final class OpenMetrics {
  private static final int NANO_DIGITS = 9;

  private final StringBuilder text = new StringBuilder();
  private final String command;

  private OpenMetrics(String command) {
    this.command = command;
  }

  static String of(Measures measures, int code, Instant start, long nanos) {
    OpenMetrics metrics = new OpenMetrics(measures.command());
    metrics.family("build_info", "The version of create-dump.");
    metrics.sample("build_info", "version", Version.VALUE, "1");
    metrics.one("exit_code", "How the last run ended.", code);
    BigDecimal began = BigDecimal.valueOf(start.getEpochSecond()).add(seconds(start.getNano()));
    metrics.family("start_time_seconds", "When the last run began, since 1970.");
    metrics.sample("start_time_seconds", began.toPlainString());
    metrics.family("duration_seconds", "How long the last run took.");
    metrics.sample("duration_seconds", seconds(nanos).toPlainString());
    metrics.family("phase_duration_seconds", "How long its phases took.");
    for (Measures.Phase phase : measures.phases()) {
      String took = seconds(phase.to() - phase.from()).toPlainString();
      metrics.sample("phase_duration_seconds", "phase", phase.name(), took);
    }
    metrics.family("files", "Paths by how much of them is shown.");
    for (Map.Entry<String, Long> state : measures.files().entrySet()) {
      metrics.sample("files", "state", state.getKey(), state.getValue().toString());
    }
    metrics.family("findings", "What was found and is not silenced.");
    for (Map.Entry<String, Long> found : measures.findings().entrySet()) {
      metrics.finding(found.getKey().split(" ", -1), found.getValue());
    }
    if (!measures.projects().isEmpty()) {
      metrics.family("projects", "Projects of a batch by what became of them.");
      for (Map.Entry<String, Long> outcome : measures.projects().entrySet()) {
        metrics.sample("projects", "outcome", outcome.getKey(), outcome.getValue().toString());
      }
    }
    metrics.one("suppressed_findings", "Secrets that are silenced.", measures.suppressed());
    metrics.one("read_bytes", "Content that was read of trees and files.", measures.readBytes());
    metrics.one("written_bytes", "Size of the dump's files.", measures.writtenBytes());
    metrics.one("uploaded_bytes", "What stores took.", measures.uploadedBytes());
    return metrics.text.append("# EOF\n").toString();
  }

  private static BigDecimal seconds(long nanos) {
    return BigDecimal.valueOf(nanos, NANO_DIGITS);
  }

  private void one(String name, String help, long value) {
    family(name, help);
    sample(name, Long.toString(value));
  }

  private void family(String name, String help) {
    text.append("# TYPE create_dump_").append(name).append(" gauge\n");
    text.append("# HELP create_dump_").append(name).append(' ').append(help).append('\n');
  }

  private void sample(String name, String value) {
    open(name).append("} ").append(value).append('\n');
  }

  private void sample(String name, String label, String of, String value) {
    open(name).append(',').append(label).append("=\"").append(of);
    text.append("\"} ").append(value).append('\n');
  }

  private void finding(String[] kindAndSeverity, long count) {
    open("findings").append(",kind=\"").append(kindAndSeverity[0]);
    text.append("\",severity=\"").append(kindAndSeverity[1]);
    text.append("\"} ").append(count).append('\n');
  }

  private StringBuilder open(String name) {
    return text.append("create_dump_")
        .append(name)
        .append("{command=\"")
        .append(command)
        .append('"');
  }
}
