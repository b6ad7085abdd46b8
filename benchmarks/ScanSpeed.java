import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How fast secrets are looked for, on one thread. Run by scan.py, which explains the measures.
final class ScanSpeed {
  private ScanSpeed() {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "load" -> load();
      case "tree" -> tree(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      case "find" -> find(Path.of(arguments[1]));
      case "stream" -> stream(Long.parseLong(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /// The first use of the rules in a new process, until a text without a keyword was scanned.
  private static void load() {
    long start = System.nanoTime();
    RuleSet rules = RuleSet.standard();
    new Scanner(rules).scanText(new byte[1]);
    long nanos = System.nanoTime() - start;
    System.out.printf("%.2f%n", nanos / 1e6);
  }

  private static void tree(Path root, int rounds) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    long bytes = 0;
    for (Path file : files(root)) {
      contents.add(Files.readAllBytes(file));
      bytes += contents.getLast().length;
    }
    Scanner scanner = new Scanner(RuleSet.standard());
    double[] scans = new double[rounds];
    double[] plains = new double[rounds];
    long found = 0;
    for (int round = -2; round < rounds; round++) {
      long start = System.nanoTime();
      long sum = 0;
      for (byte[] content : contents) {
        sum += Arrays.hashCode(content);
      }
      long middle = System.nanoTime();
      found = sum == 42 ? 1 : 0;
      for (byte[] content : contents) {
        found += scanner.scanText(content).size();
      }
      long end = System.nanoTime();
      if (round >= 0) {
        plains[round] = bytes / 1e6 / ((middle - start) / 1e9);
        scans[round] = bytes / 1e6 / ((end - middle) / 1e9);
      }
    }
    System.out.printf(
        "%d %d %d %.0f %.0f%n", contents.size(), bytes, found, median(scans), median(plains));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /// Tab-separated findings for accuracy/score.py.
  private static void find(Path root) throws IOException {
    Scanner scanner = new Scanner(RuleSet.standard());
    StringBuilder out = new StringBuilder();
    for (Path file : files(root)) {
      String path = root.relativize(file).toString();
      scanner.enter(path);
      for (Finding finding : scanner.scanText(Files.readAllBytes(file))) {
        int last = finding.line() + finding.ranges().size() - 1;
        out.append(path).append('\t').append(finding.line()).append('\t').append(last);
        out.append('\t').append(finding.rule()).append('\n');
      }
    }
    System.out.print(out);
  }

  private static List<Path> files(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths.filter(p -> Files.isRegularFile(p) && !p.toString().contains("/.git/")).sorted().toList();
    }
  }

  /// Text of a size that is made while it is read, with a secret at its end; prints what was found.
  private static void stream(long size) throws IOException {
    byte[] line = "final String name = compute(left, right); // nothing to be seen here\n".getBytes();
    byte[] tail = ("aws_secret_access_key = " + "Ab3/".repeat(2) + "xK9+Tq7Lm2Pz5Rw8Yb1Nc4Vd6Fg0Hj3s\n").getBytes();
    InputStream in =
        new InputStream() {
          private long position;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] into, int from, int length) {
            if (position == size) {
              return -1;
            }
            int count = (int) Math.min(length, size - position);
            for (int i = 0; i < count; i++) {
              long at = position + i;
              long fromEnd = size - at;
              into[from + i] =
                  fromEnd <= tail.length ? tail[(int) (tail.length - fromEnd)] : line[(int) (at % line.length)];
            }
            position += count;
            return count;
          }
        };
    System.out.println(new Scanner(RuleSet.standard()).scanStream(in).size());
  }
}
