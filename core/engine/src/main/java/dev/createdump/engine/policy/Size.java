package dev.createdump.engine.policy;

import org.jspecify.annotations.Nullable;

/// A number of bytes within bounds, both included; a number, or a text with a unit.
public final class Size extends Scalar<Long> {
  private final long min;
  private final long max;

  Size(long min, long max) {
    this.min = min;
    this.max = max;
  }

  long min() {
    return min;
  }

  long max() {
    return max;
  }

  @Override
  public String typeName() {
    return "size";
  }

  @Override
  public String allowed() {
    return "a number of bytes, or one with "
        + ByteSize.UNITS
        + ", from "
        + ByteSize.show(min)
        + " to "
        + ByteSize.show(max);
  }

  @Override
  public String label() {
    return "SIZE";
  }

  @Override
  @Nullable Long fromNode(TomlNode node, Sink sink) {
    if (node instanceof TomlNode.Whole whole) {
      return bounded(whole.value(), Long.toString(whole.value()), whole.place(), sink);
    }
    if (node instanceof TomlNode.Text text) {
      return bounded(ByteSize.parse(text.value()), text.value(), text.place(), sink);
    }
    return wrongType(node, sink);
  }

  @Override
  @Nullable Long fromText(String text, Sink sink) {
    return bounded(ByteSize.parse(text), text, Place.WHOLE, sink);
  }

  private @Nullable Long bounded(long value, String written, Place place, Sink sink) {
    if (value < min || value > max) {
      sink.refuse(place, "is " + Quote.shown(written), allowed());
      return null;
    }
    return value;
  }
}
