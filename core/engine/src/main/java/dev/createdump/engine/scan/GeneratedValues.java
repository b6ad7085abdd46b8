package dev.createdump.engine.scan;

import dev.createdump.engine.scan.value.Placeholders;
import dev.createdump.engine.scan.value.ValueShape;
import dev.createdump.engine.scan.value.Wording;

/// Tells what a generator made from names: letters and digits that do not read like words.
final class GeneratedValues {
  private static final double LEAST_ENTROPY = 3.0;

  /// From here on letters alone may be generated.
  private static final int LONG = 24;

  private GeneratedValues() {}

  static boolean accept(byte[] text, int from, int to) {
    if (Placeholders.isReference(text, from, to)) {
      return false;
    }
    ValueShape shape = ValueShape.of(text, from, to);
    return shape.letters() > 0
        && (shape.digits() > 0
            || shape.length() >= LONG
            || (shape.upper() > 0 && shape.lower() > 0))
        && shape.entropy() >= LEAST_ENTROPY
        && !Wording.of(text, from, to).isWords();
  }
}
