package dev.createdump.engine.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Several values, none of them twice, in the order given.
public final class ListOf<T> extends KeyType<List<T>> {
  private final Scalar<T> element;
  private final int min;
  private final boolean splitFlags;

  /// @param min how many there must be
  /// @param splitFlags whether commas separate in a flag too; not where values may hold commas
  ListOf(Scalar<T> element, int min, boolean splitFlags) {
    this.element = element;
    this.min = min;
    this.splitFlags = splitFlags;
  }

  Scalar<T> element() {
    return element;
  }

  /// Whether the order of the elements means something, as a later pattern overrules an earlier.
  boolean isOrdered() {
    return element instanceof Text text && text.kind() == TextKind.PATTERN;
  }

  int min() {
    return min;
  }

  @Override
  public String typeName() {
    return "list of " + element.typeName() + "s";
  }

  @Override
  public String allowed() {
    return "a list; each element " + element.allowed();
  }

  @Override
  public String label() {
    return choices().isEmpty() ? element.label() : String.join(",", choices());
  }

  @Override
  public List<String> choices() {
    return element.choices();
  }

  @Override
  @Nullable List<T> fromNode(TomlNode node, Sink sink) {
    if (!(node instanceof TomlNode.Items items)) {
      sink.refuse(node.place(), "is " + node.typeName(), allowed());
      return null;
    }
    Set<T> values = new LinkedHashSet<>();
    boolean complete = true;
    for (TomlNode item : items.values()) {
      T value = element.fromNode(item, sink);
      if (value == null) {
        complete = false;
      } else if (!values.add(value)) {
        sink.refuse(item.place(), "holds the same element twice", "each element once");
        complete = false;
      }
    }
    return complete ? sized(values, node.place(), sink) : null;
  }

  @Override
  @Nullable List<T> fromTexts(List<String> texts, boolean split, Sink sink) {
    Set<T> values = new LinkedHashSet<>();
    boolean complete = true;
    for (String text : split || splitFlags ? Commas.split(texts) : texts) {
      T value = element.fromText(text, sink);
      if (value == null) {
        complete = false;
      } else {
        values.add(value);
      }
    }
    return complete ? sized(values, Place.WHOLE, sink) : null;
  }

  private @Nullable List<T> sized(Set<T> values, Place place, Sink sink) {
    if (values.size() < min) {
      sink.refuse(place, "is an empty list", "at least one element, each " + element.allowed());
      return null;
    }
    return List.copyOf(values);
  }
}
