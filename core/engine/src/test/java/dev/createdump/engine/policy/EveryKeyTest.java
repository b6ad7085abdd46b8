package dev.createdump.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.createdump.engine.base.Failure;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A key that is described and never read into [Settings] fails here.
class EveryKeyTest {
  static final List<Key<?>> KEYS = Keys.ALL;

  @TempDir Path directory;

  /// A value other than the default, as a variable and a flag would give it.
  private static String other(Key<?> key) {
    return other(key.type(), key.defaultValue() == null ? "" : key.defaultValue());
  }

  private static String other(KeyType<?> type, Object builtIn) {
    return switch (type) {
      case Text text ->
          switch (text.kind()) {
            case URI -> "file:///other";
            case PERIOD -> "7h";
            default -> "other";
          };
      case Toggle _ -> builtIn.equals(true) ? "false" : "true";
      case Count count -> Integer.toString(count.max());
      case Size _ -> "7KiB";
      case Choice<?> choice ->
          choice.values().stream()
              .filter(value -> !value.equals(builtIn))
              .findFirst()
              .orElseThrow()
              .id();
      case ListOf<?> list -> other(list.element(), "");
      case Tables _ -> "file:///other";
    };
  }

  private static String toml(Key<?> key) {
    String value = other(key);
    return switch (key.type()) {
      case Toggle _, Count _ -> key.name() + " = " + value;
      case Text _, Size _, Choice<?> _ -> key.name() + " = '" + value + "'";
      case ListOf<?> _ -> key.name() + " = ['" + value + "']";
      case Tables _ -> key.name() + " = [{ uri = '" + value + "' }]";
    };
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void changesTheSettingsFromEveryLayer(Key<?> key) throws Failure {
    Settings byFile = new Project(directory).own(toml(key) + "\n").load().settings();
    assertThat(byFile).isNotEqualTo(Settings.defaults());
    Settings byProfile =
        new Project(directory).own("profile.x." + toml(key)).profile("x").load().settings();
    assertThat(byProfile).isEqualTo(byFile);
    Project empty = new Project(directory).own("");
    assertThat(empty.env(key.variable(), other(key)).load().settings()).isEqualTo(byFile);
    empty = new Project(directory).flag(key.name(), "--flag", other(key));
    assertThat(empty.load().settings()).isEqualTo(byFile);
    if (key.shortcut() != null) {
      empty = new Project(directory).env(key.shortcut(), other(key));
      assertThat(empty.load().settings()).isEqualTo(byFile);
    }
  }

  @Test
  void changesOneThingOfItsOwn() throws Failure {
    Set<Settings> distinct = new HashSet<>();
    for (Key<?> key : Keys.ALL) {
      distinct.add(new Project(directory).own(toml(key)).load().settings());
    }
    assertThat(distinct).hasSize(Keys.ALL.size());
  }

  @ParameterizedTest
  @FieldSource("KEYS")
  void isDescribedInOneSentenceUnderAKnownSection(Key<?> key) {
    assertThat(key.doc()).endsWith(".").hasSizeBetween(20, 160);
    List<String> sections = Keys.SECTIONS.stream().map(Section::name).toList();
    assertThat(key.section())
        .satisfiesAnyOf(
            section -> assertThat(section).isEmpty(),
            section -> assertThat(sections).contains(section));
  }

  @Test
  void noTwoShareAVariableOrAFlag() {
    Set<String> names = new HashSet<>();
    for (Key<?> key : Keys.ALL) {
      assertThat(names.add(key.variable())).as(key.name()).isTrue();
      assertThat(key.flag() == null || names.add(key.flag())).as(key.name()).isTrue();
      assertThat(key.shortcut() == null || names.add(key.shortcut())).as(key.name()).isTrue();
    }
  }

  @Test
  void isListedOrAColumnOfOneThatIs() throws IllegalAccessException {
    Set<Object> listed = new HashSet<>(Keys.ALL);
    for (Key<?> key : Keys.ALL) {
      if (key.type() instanceof Tables tables) {
        listed.addAll(tables.columns());
      }
    }
    for (Field field : Keys.class.getFields()) {
      if (field.getType() == Key.class) {
        assertThat(listed.contains(field.get(null))).as(field.getName()).isTrue();
      }
    }
  }
}
