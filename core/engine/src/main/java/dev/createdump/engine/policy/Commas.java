package dev.createdump.engine.policy;

import java.util.ArrayList;
import java.util.List;

/// Lists in one text: commas separate, `\,` is a comma, blanks around an element and empty elements
/// do not count. Any other backslash stands for itself, as patterns need it.
final class Commas {
  private Commas() {}

  static List<String> split(List<String> texts) {
    List<String> elements = new ArrayList<>();
    for (String text : texts) {
      StringBuilder element = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
          element.append(',');
          i++;
        } else if (c == ',') {
          addTo(elements, element);
          element.setLength(0);
        } else {
          element.append(c);
        }
      }
      addTo(elements, element);
    }
    return elements;
  }

  private static void addTo(List<String> elements, StringBuilder element) {
    String stripped = element.toString().strip();
    if (!stripped.isEmpty()) {
      elements.add(stripped);
    }
  }
}
