package dev.createdump.engine.central;

/// Texts of strangers in one line that is fit to print.
final class Shown {
  private static final int MAX = 300;

  private Shown() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MAX); i++) {
      char c = text.charAt(i);
      boolean plain = c > ' ' && c < 0x7f;
      out.append(plain || c == ' ' || c == '…' ? c : '?');
    }
    return out.append(text.length() > MAX ? "…" : "").toString();
  }
}
