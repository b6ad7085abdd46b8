package dev.createdump.engine.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A single value.
public abstract sealed class Scalar<T> extends KeyType<T>
    permits Text, Toggle, Count, Size, Choice {
  Scalar() {}

  abstract @Nullable T fromText(String text, Sink sink);

  /// The last one wins, as with any option.
  @Override
  @Nullable T fromTexts(List<String> texts, boolean split, Sink sink) {
    return fromText(texts.getLast(), sink);
  }

  final @Nullable T wrongType(TomlNode node, Sink sink) {
    sink.refuse(node.place(), "is " + node.typeName(), allowed());
    return null;
  }
}
