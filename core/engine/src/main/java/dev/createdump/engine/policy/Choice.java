package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of a closed set.
public final class Choice<E extends Enum<E> & Named> extends Scalar<E> {
  private final List<E> values;

  Choice(List<E> values) {
    this.values = values;
  }

  List<E> values() {
    return values;
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public String allowed() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : i == values.size() - 1 ? " or " : ", ");
      text.append(Quote.toml(values.get(i).id()));
    }
    return text.toString();
  }

  @Override
  public String label() {
    return String.join("|", choices());
  }

  @Override
  public List<String> choices() {
    List<String> ids = new ArrayList<>();
    for (E value : values) {
      ids.add(value.id());
    }
    return ids;
  }

  @Override
  @Nullable E fromNode(TomlNode node, Sink sink) {
    return node instanceof TomlNode.Text text
        ? named(text.value(), text.place(), sink)
        : wrongType(node, sink);
  }

  @Override
  @Nullable E fromText(String text, Sink sink) {
    return named(text.strip(), Place.WHOLE, sink);
  }

  private @Nullable E named(String name, Place place, Sink sink) {
    List<String> known = new ArrayList<>();
    for (E value : values) {
      if (value.id().equals(name) || value.aliases().contains(name)) {
        return value;
      }
      known.add(value.id());
      known.addAll(value.aliases());
    }
    String closest = Suggest.closest(name, known);
    String meant = closest.isEmpty() ? "" : Quote.toml(closest);
    sink.refuse(place, "is " + Quote.shown(name), allowed(), meant);
    return null;
  }
}
