package dev.createdump.engine.policy;

/// Versions of this tool: numbers between dots, and what stands behind a dash comes before the
/// release without it.
final class Versions {
  private Versions() {}

  static boolean isVersion(String text) {
    String numbers = numbers(text);
    boolean digit = false;
    for (int i = 0; i < numbers.length(); i++) {
      char c = numbers.charAt(i);
      if (c == '.' ? !digit : c < '0' || c > '9') {
        return false;
      }
      digit = c != '.';
    }
    return digit && numbers.length() <= 40;
  }

  /// Negative where the first is older, positive where it is newer.
  static int compare(String one, String other) {
    String[] left = numbers(one).split("\\.");
    String[] right = numbers(other).split("\\.");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Long.compare(part(left, i), part(right, i));
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(one.indexOf('-') < 0, other.indexOf('-') < 0);
  }

  private static String numbers(String version) {
    int dash = version.indexOf('-');
    return dash < 0 ? version : version.substring(0, dash);
  }

  private static long part(String[] parts, int i) {
    String digits = i < parts.length ? parts[i] : "0";
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
