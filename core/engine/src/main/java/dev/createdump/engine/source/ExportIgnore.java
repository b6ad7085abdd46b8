package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.jspecify.annotations.Nullable;

/// What `git archive` leaves out: paths, and everything below directories, that gitattributes(5)
/// mark with `export-ignore`. Of what attributes may ask for, nothing else is looked at.
public final class ExportIgnore {
  private static final String NAME = "export-ignore";
  private static final String FILE = ".gitattributes";
  private static final String MACRO = "[attr]";

  /// As git does not read larger ones either.
  private static final int MAX_BYTES = 100 << 20;

  /// Rules by the directory they stand in, from the top of the repository.
  private final Map<String, List<Rule>> rules = new HashMap<>();

  private final Map<String, Boolean> macros = new HashMap<>();
  private final Map<String, Optional<String>> directories = new HashMap<>();

  private record Rule(AttributesRule rule, boolean ignored, String place) {}

  /// Reads a file of attributes.
  @FunctionalInterface
  public interface Files {
    /// @param path from the top of the repository
    /// @return its content, null where there is none
    byte @Nullable [] read(String path) throws Failure, IOException;
  }

  private ExportIgnore() {}

  /// Judges all paths of a tree.
  ///
  /// @param below the directory of the repository that the tree is, empty for its top
  /// @param above reads the attributes of the directories above the tree
  /// @return the paths that are left out, with the attribute that says so
  public static Map<String, String> of(TreeSource source, String below, Files above)
      throws Failure {
    ExportIgnore attributes = new ExportIgnore();
    String base = below.isEmpty() ? "" : below + "/";
    try {
      attributes.above(base, above);
      attributes.within(source, base);
    } catch (IOException e) {
      throw new Failure.Source("cannot read " + FILE + ": " + e.getMessage(), "", e);
    }
    Map<String, String> left = new HashMap<>();
    for (TreeEntry entry : source.entries()) {
      String path = entry.path().text();
      attributes.reason(base + path).ifPresent(reason -> left.put(path, reason));
    }
    return left;
  }

  private void above(String base, Files files) throws Failure, IOException {
    int slash = -1;
    do {
      String directory = base.substring(0, slash + 1);
      slash = base.indexOf('/', slash + 1);
      byte[] content = directory.equals(base) ? null : files.read(directory + FILE);
      if (content != null) {
        add(directory, content);
      }
    } while (slash >= 0);
  }

  private void within(TreeSource source, String base) throws Failure, IOException {
    List<TreeEntry> found = new ArrayList<>();
    for (TreeEntry entry : source.entries()) {
      String path = entry.path().text();
      if (entry.hasContent() && (path.equals(FILE) || path.endsWith("/" + FILE))) {
        found.add(entry);
      }
    }
    try (TreeSource.Reader reader = source.reader()) {
      for (TreeEntry entry : found) {
        reader.announce(List.of(entry));
        String path = base + entry.path().text();
        try {
          TreeSource.Content content = reader.read(entry, MAX_BYTES);
          byte[] bytes = content.bytes();
          // git follows no link to attributes within a tree either.
          if (bytes != null && content.mode() != dev.createdump.engine.patch.FileMode.SYMLINK) {
            add(path.substring(0, path.length() - FILE.length()), bytes);
          }
        } catch (TreeSource.Unreadable e) {
          // The ledger will name it.
        }
      }
    }
  }

  private void add(String directory, byte[] content) throws IOException {
    List<Rule> list = new ArrayList<>();
    String text = new String(content, StandardCharsets.UTF_8);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      AttributesNode node = new AttributesNode();
      node.parse(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
      for (AttributesRule rule : node.getRules()) {
        Boolean ignored = ignored(rule);
        if (ignored != null && rule.getPattern().startsWith(MACRO)) {
          macros.put(rule.getPattern().substring(MACRO.length()), ignored);
        } else if (ignored != null) {
          list.add(new Rule(rule, ignored, directory + FILE + ":" + number));
        }
      }
    }
    rules.put(directory, list);
  }

  /// What a rule says of the attribute; null where it does not speak of it.
  private @Nullable Boolean ignored(AttributesRule rule) {
    Boolean ignored = null;
    for (Attribute attribute : rule.getAttributes()) {
      boolean set = attribute.getState() == Attribute.State.SET;
      if (attribute.getKey().equals(NAME)) {
        ignored = set;
      } else if (set && macros.containsKey(attribute.getKey())) {
        ignored = macros.get(attribute.getKey());
      }
    }
    return ignored;
  }

  private Optional<String> reason(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String directory = path.substring(0, slash);
      Optional<String> reason = directories.get(directory);
      if (reason == null) {
        reason = deciding(directory, true);
        directories.put(directory, reason);
      }
      if (reason.isPresent()) {
        return reason;
      }
    }
    return deciding(path, false);
  }

  /// The nearest file that speaks of it decides, and in that its last line.
  private Optional<String> deciding(String path, boolean directory) {
    String base = path;
    while (!base.isEmpty()) {
      base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
      List<Rule> list = rules.getOrDefault(base, List.of());
      for (int i = list.size() - 1; i >= 0; i--) {
        Rule rule = list.get(i);
        if (rule.rule().isMatch(path.substring(base.length()), directory)) {
          return rule.ignored()
              ? Optional.of(NAME + " \"" + rule.rule().getPattern() + "\" of " + rule.place())
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
