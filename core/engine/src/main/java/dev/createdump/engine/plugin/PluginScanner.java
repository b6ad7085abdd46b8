package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.scan.ForeignScanException;
import dev.createdump.engine.scan.ForeignScanner;
import dev.createdump.engine.scan.Severity;
import dev.createdump.spi.plugin.FoundSpan;
import dev.createdump.spi.plugin.ScanRule;
import dev.createdump.spi.plugin.ScannedText;
import dev.createdump.spi.plugin.SecretScanner;
import dev.createdump.spi.plugin.TextScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A scanner of a plugin. Whatever it does but answer with places in the text fails closed.
public final class PluginScanner implements ForeignScanner {
  private static final int MOST_SPANS = 50_000;

  private final PluginJar jar;
  private final SecretScanner scanner;
  private final TimeLimit limit;
  private final List<String> ids = new ArrayList<>();
  private final List<ForeignRule> rules = new ArrayList<>();

  private PluginScanner(PluginJar jar, SecretScanner scanner, TimeLimit limit) {
    this.jar = jar;
    this.scanner = scanner;
    this.limit = limit;
  }

  static PluginScanner of(PluginJar jar, SecretScanner scanner, TimeLimit limit) throws Failure {
    PluginScanner made = new PluginScanner(jar, scanner, limit);
    for (ScanRule rule : scanner.rules()) {
      if (!rule.id().matches("[a-z0-9]+(-[a-z0-9]+)*") || made.ids.contains(rule.id())) {
        throw Plugin.bad(jar, "has two rules of one name, or a name that is no words and hyphens");
      }
      made.ids.add(rule.id());
      String about = rule.about().lines().findFirst().orElse("").strip();
      Severity severity = Severity.valueOf(rule.severity().name());
      made.rules.add(new ForeignRule(jar.name() + "-" + rule.id(), about, severity));
    }
    if (made.rules.isEmpty()) {
      throw Plugin.bad(jar, "has a scanner without rules");
    }
    return made;
  }

  @Override
  public String name() {
    return jar.described();
  }

  @Override
  public List<ForeignRule> rules() {
    return rules;
  }

  @Override
  public Session open() {
    TextScanner opened = called("", scanner::open);
    return (path, text) -> scan(opened, path, text);
  }

  /// @param path what is scanned; empty for no file
  private <T> T called(String path, Callable<T> work) {
    try {
      return limit.call(work);
    } catch (TimeLimit.Late e) {
      throw failed(path, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(path, "it was interrupted");
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw failed(path, Blame.told(e, scanner.getClass().getClassLoader()));
    }
  }

  private List<ForeignSpan> scan(TextScanner opened, String path, byte[] text) {
    int length = text.length;
    List<FoundSpan> found =
        called(path, () -> List.copyOf(opened.scan(new ScannedText(path, text))));
    if (found.size() > MOST_SPANS) {
      throw failed(path, "it names more than " + MOST_SPANS + " places");
    }
    List<ForeignSpan> spans = new ArrayList<>(found.size());
    for (FoundSpan span : found) {
      int rule = ids.indexOf(span.rule());
      if (rule < 0) {
        throw failed(path, "it names a rule that it did not announce");
      }
      if (span.start() < 0 || span.end() <= span.start() || span.end() > length) {
        throw failed(
            path, "it names bytes " + span.start() + " to " + span.end() + " of " + length);
      }
      spans.add(new ForeignSpan(rule, span.start(), span.end()));
    }
    return spans;
  }

  private ForeignScanException failed(String path, String why) {
    return new ForeignScanException(
        "the scanner of plugin "
            + jar.described()
            + " failed on "
            + (path.isEmpty() ? "text around the files" : path)
            + ": "
            + why);
  }
}
