package dev.createdump.engine.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// True or false.
public final class Toggle extends Scalar<Boolean> {
  @Override
  public String typeName() {
    return "boolean";
  }

  @Override
  public String allowed() {
    return "true or false";
  }

  @Override
  public String label() {
    return "true|false";
  }

  @Override
  @Nullable Boolean fromNode(TomlNode node, Sink sink) {
    return node instanceof TomlNode.Bool bool ? (Boolean) bool.value() : wrongType(node, sink);
  }

  @Override
  @Nullable Boolean fromText(String text, Sink sink) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> {
        sink.refuse(Place.WHOLE, "is " + Quote.shown(text), "true, false, 1, 0, yes, no, on, off");
        yield null;
      }
    };
  }
}
