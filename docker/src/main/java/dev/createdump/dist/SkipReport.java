package dev.createdump.dist;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Names every test that was skipped, and fails where one was that may not be: a skip that nobody
/// sees is a test that nobody runs.
public final class SkipReport {
  /// A skipped test.
  ///
  /// @param name `package.Class#method`
  record Skip(String name, String message) {}

  private final AllowedSkips allowed;
  private final boolean ci;

  /// @param ci whether every tool must be there
  SkipReport(AllowedSkips allowed, boolean ci) {
    this.allowed = allowed;
    this.ci = ci;
  }

  /// Arguments: the root of the project, the list of allowed skips.
  public static void main(String[] args) throws IOException {
    boolean ci = Objects.equals(System.getenv("CI"), "true");
    List<Skip> refused =
        new SkipReport(AllowedSkips.read(Path.of(args[1])), ci)
            .print(skips(Path.of(args[0])), System.out);
    if (!refused.isEmpty()) {
      throw new IllegalStateException(
          refused.size() + " tests were skipped that may not be; see above and " + args[1]);
    }
  }

  /// Prints every skip.
  ///
  /// @return those that may not be
  List<Skip> print(List<Skip> skips, PrintStream out) {
    List<Skip> refused = skips.stream().filter(skip -> !allowed.allows(skip.name(), ci)).toList();
    for (Skip skip : skips) {
      out.println(
          (refused.contains(skip) ? "SKIPPED, NOT ALLOWED " : "SKIPPED ")
              + skip.name()
              + ": "
              + skip.message());
    }
    return refused;
  }

  /// The skips that Surefire reported below a directory.
  static List<Skip> skips(Path root) throws IOException {
    List<Path> reports;
    try (Stream<Path> files = Files.find(root, 6, (file, _) -> isReport(file))) {
      reports = files.sorted().toList();
    }
    List<Skip> skips = new ArrayList<>();
    for (Path report : reports) {
      NodeList skipped = parse(report).getElementsByTagName("skipped");
      for (int i = 0; i < skipped.getLength(); i++) {
        Element test = (Element) skipped.item(i).getParentNode();
        String message = message((Element) skipped.item(i));
        skips.add(
            new Skip(test.getAttribute("classname") + "#" + test.getAttribute("name"), message));
      }
    }
    return skips;
  }

  /// Surefire writes the reason as an attribute, or as the first line of a stack trace.
  private static String message(Element skipped) {
    String attribute = skipped.getAttribute("message");
    String text = attribute.isEmpty() ? skipped.getTextContent().strip() : attribute;
    return text.lines()
        .findFirst()
        .orElse("no reason given")
        .replaceFirst("^[\\w.]*Exception: ", "")
        .replaceFirst("^Assumption failed: ", "");
  }

  private static boolean isReport(Path file) {
    return file.toString()
        .replace('\\', '/')
        .matches(".*/target/surefire-reports/TEST-[^/]*\\.xml");
  }

  private static Element parse(Path report) throws IOException {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      return builder.parse(report.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("cannot read " + report, e);
    }
  }
}
