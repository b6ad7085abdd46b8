package dev.createdump.engine.suppress;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.policy.TomlNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `.create-dump-allow.toml`: secrets by name, never by place, so that no entry goes stale when
/// lines move, and a new secret on the line of an old one is reported.
public final class AllowFile {
  /// At the top of a repository.
  public static final String NAME = ".create-dump-allow.toml";

  /// No list at all.
  public static final AllowFile EMPTY = new AllowFile(Map.of());

  private static final String TABLE = "allow";
  private static final List<String> FIELDS = List.of("rule", "owner", "reason", "expires");
  private static final String SHAPE =
      "An entry is `\"ID\" = { rule = \"…\", owner = \"…\", reason = \"…\", expires = \"2027-12-31\" }`"
          + " under [allow]; expires may be \"never\".";

  private final Map<String, AllowEntry> entries;

  private AllowFile(Map<String, AllowEntry> entries) {
    this.entries = entries;
  }

  /// Reads a list.
  ///
  /// @param shown what messages call the file
  /// @throws Failure.Policy where it is not one, naming the line
  public static AllowFile parse(byte[] content, String shown) throws Failure.Policy {
    TomlFile file = TomlFile.parse(content, shown);
    Map<String, AllowEntry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, TomlNode> table : file.root().entries().entrySet()) {
      if (!table.getKey().equals(TABLE)) {
        throw file.problem(table.getValue(), "holds something else than [allow]", SHAPE);
      }
      TomlNode.Table all = file.table(table.getValue(), SHAPE);
      for (Map.Entry<String, TomlNode> entry : all.entries().entrySet()) {
        entries.put(entry.getKey(), entry(entry.getKey(), entry.getValue(), file));
      }
    }
    return new AllowFile(entries);
  }

  private static AllowEntry entry(String id, TomlNode node, TomlFile file) throws Failure.Policy {
    if (!id.matches("[0-9a-f]{64}")) {
      throw file.problem(node, "has an entry whose name is not 64 hexadecimal digits", SHAPE);
    }
    Map<String, TomlNode> fields = file.table(node, SHAPE).entries();
    for (String field : fields.keySet()) {
      if (!FIELDS.contains(field)) {
        throw file.problem(node, "has an entry with an unknown field", SHAPE);
      }
    }
    return new AllowEntry(
        id,
        text(fields, "rule", node, file),
        text(fields, "owner", node, file),
        text(fields, "reason", node, file),
        date(text(fields, "expires", node, file), node, file));
  }

  private static String text(
      Map<String, TomlNode> fields, String name, TomlNode entry, TomlFile file)
      throws Failure.Policy {
    if (fields.get(name) instanceof TomlNode.Text text
        && !text.value().isBlank()
        && text.value().length() <= 1_000) {
      return text.value();
    }
    throw file.problem(entry, "has an entry without the text `" + name + "`", SHAPE);
  }

  private static @Nullable LocalDate date(String text, TomlNode entry, TomlFile file)
      throws Failure.Policy {
    if (text.equals(AllowEntry.NEVER)) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw file.problem(entry, "has an entry whose `expires` is no date", SHAPE);
    }
  }

  /// The entry of a name.
  public Optional<AllowEntry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /// All entries, in the order of the file.
  public Collection<AllowEntry> entries() {
    return entries.values();
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /// An empty list as a new file starts. Its comment lines keep apart what two branches add, as git
  /// merges what at least one unchanged line lies between.
  public static String fresh() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Secrets that create-dump does not report. They stay hidden in everything it writes.
        # One line an entry, sorted by name; keep it with `create-dump allow add|list|prune`.
        # The numbers below keep apart what two branches add, so that git can merge it: leave them.
        [allow]
        """);
    for (int i = 0; i < 256; i++) {
      text.append(anchor(i)).append('\n');
    }
    return text.toString();
  }

  private static String anchor(int first) {
    return "# " + Character.forDigit(first >> 4, 16) + Character.forDigit(first & 15, 16);
  }

  /// The text of a list with one entry more, or with another in the place of one of the same name.
  /// Every other line stays as it is.
  public static String with(String text, AllowEntry entry) {
    String line = line(entry);
    StringBuilder out = new StringBuilder(text.length() + line.length());
    boolean written = false;
    for (String old : text.split("(?<=\n)")) {
      if (old.isEmpty()) {
        continue;
      }
      String name = sortName(old);
      if (name.equals(entry.id())) {
        continue;
      }
      if (!written && name.compareTo(entry.id()) > 0) {
        out.append(line);
        written = true;
      }
      out.append(old);
      if (!old.endsWith("\n")) {
        out.append('\n');
      }
    }
    return written ? out.toString() : out.append(line).toString();
  }

  /// The text of a list without some entries.
  public static String without(String text, Collection<String> ids) {
    StringBuilder out = new StringBuilder(text.length());
    for (String line : text.split("(?<=\n)")) {
      if (!ids.contains(sortName(line))) {
        out.append(line);
      }
    }
    return out.toString();
  }

  /// What a line is sorted by: an entry's name, an anchor's digits; empty for any other line.
  private static String sortName(String line) {
    boolean entry = line.length() > 66 && line.charAt(0) == '"' && line.charAt(65) == '"';
    if (entry) {
      return line.substring(1, 65);
    }
    boolean anchor = line.strip().length() == 4 && line.startsWith("# ");
    return anchor && line.substring(2, 4).matches("[0-9a-f]{2}") ? line.substring(2, 4) : "";
  }

  private static String line(AllowEntry entry) {
    return "\""
        + entry.id()
        + "\" = { rule = "
        + TomlFile.quoted(entry.rule())
        + ", owner = "
        + TomlFile.quoted(entry.owner())
        + ", reason = "
        + TomlFile.quoted(entry.reason())
        + ", expires = "
        + TomlFile.quoted(entry.expiry())
        + " }\n";
  }

  /// A list as bytes.
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
