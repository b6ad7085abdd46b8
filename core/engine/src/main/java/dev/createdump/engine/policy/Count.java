package dev.createdump.engine.policy;

import org.jspecify.annotations.Nullable;

/// A whole number within bounds, both included.
public final class Count extends Scalar<Integer> {
  private final int min;
  private final int max;

  Count(int min, int max) {
    this.min = min;
    this.max = max;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  @Override
  public String typeName() {
    return "integer";
  }

  @Override
  public String allowed() {
    return "a whole number from " + min + " to " + max;
  }

  @Override
  public String label() {
    return "N";
  }

  @Override
  @Nullable Integer fromNode(TomlNode node, Sink sink) {
    return node instanceof TomlNode.Whole whole
        ? bounded(whole.value(), whole.place(), sink)
        : wrongType(node, sink);
  }

  @Override
  @Nullable Integer fromText(String text, Sink sink) {
    try {
      return bounded(Long.parseLong(text.strip()), Place.WHOLE, sink);
    } catch (NumberFormatException _) {
      sink.refuse(Place.WHOLE, "is " + Quote.shown(text), allowed());
      return null;
    }
  }

  private @Nullable Integer bounded(long value, Place place, Sink sink) {
    if (value < min || value > max) {
      sink.refuse(place, "is " + value, allowed());
      return null;
    }
    return (int) value;
  }
}
