package dev.createdump.engine.policy;

/// Sizes as people write them: `512KiB`, `1MiB` (times 1024) or `500kB`, `1MB` (times 1000).
public final class ByteSize {
  public static final String UNITS = "B, KiB, MiB, GiB, kB, MB or GB";

  /// Units in capitals and their bytes; the binary ones last, ascending.
  private static final String[] NAMES = {"B", "KB", "MB", "GB", "KIB", "MIB", "GIB"};

  private static final long[] FACTORS = {
    1, 1_000, 1_000_000, 1_000_000_000, 1 << 10, 1 << 20, 1 << 30
  };

  private ByteSize() {}

  /// The number of bytes, or -1 where the text is no size or does not fit a long.
  public static long parse(String text) {
    String trimmed = text.strip();
    int digits = 0;
    while (digits < trimmed.length()
        && trimmed.charAt(digits) >= '0'
        && trimmed.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0 || digits > 18) {
      return -1;
    }
    long factor = factor(trimmed.substring(digits).strip());
    long number = Long.parseLong(trimmed.substring(0, digits));
    return factor < 0 || number > Long.MAX_VALUE / factor ? -1 : number * factor;
  }

  private static long factor(String unit) {
    if (unit.isEmpty()) {
      return 1;
    }
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equalsIgnoreCase(unit)) {
        return FACTORS[i];
      }
    }
    return -1;
  }

  /// The shortest exact form with a binary unit, or the plain number: `1MiB`, `1500000`.
  public static String show(long bytes) {
    String[] units = {"GiB", "MiB", "KiB"};
    for (int i = 0; i < units.length; i++) {
      long factor = FACTORS[FACTORS.length - 1 - i];
      if (bytes >= factor && bytes % factor == 0) {
        return bytes / factor + units[i];
      }
    }
    return Long.toString(bytes);
  }
}
