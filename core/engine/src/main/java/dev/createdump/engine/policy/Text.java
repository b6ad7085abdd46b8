package dev.createdump.engine.policy;

import org.jspecify.annotations.Nullable;

/// Text of one kind.
public final class Text extends Scalar<String> {
  private final TextKind kind;

  Text(TextKind kind) {
    this.kind = kind;
  }

  TextKind kind() {
    return kind;
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public String allowed() {
    return kind.described();
  }

  @Override
  public String label() {
    return kind.label();
  }

  @Override
  @Nullable String fromNode(TomlNode node, Sink sink) {
    return node instanceof TomlNode.Text text
        ? checked(text.value(), text.place(), sink)
        : wrongType(node, sink);
  }

  @Override
  @Nullable String fromText(String text, Sink sink) {
    return checked(text, Place.WHOLE, sink);
  }

  /// The text itself is not repeated: a URI may hold a password.
  private @Nullable String checked(String text, Place place, Sink sink) {
    String refusal = kind.refusal(text);
    if (refusal == null) {
      return text;
    }
    sink.refuse(place, refusal, allowed());
    return null;
  }
}
