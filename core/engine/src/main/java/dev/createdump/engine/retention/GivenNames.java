package dev.createdump.engine.retention;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that this product gives to files of dumps where nobody chooses others.
public final class GivenNames {
  private static final String STEM =
      "(?:.+_all_create_dump_(?:[0-9]{8}_[0-9]{6}|latest)|.+_pr[0-9]+_[0-9a-f]{12}"
          + "|.+_[0-9a-f]{12}_[0-9a-f]{12})";
  private static final Pattern OF_A_DUMP = Pattern.compile(STEM + "\\.[A-Za-z0-9.]+");
  private static final Pattern HALF = Pattern.compile("\\." + STEM + "\\..+\\.[0-9a-f]+\\.tmp");
  private static final Pattern INDEX =
      Pattern.compile(".+_batch_([0-9]{8}_[0-9]{6})\\.index\\.(?:md|json)");

  private GivenNames() {}

  /// Whether a file is called as those of a dump are, whole or not yet.
  public static boolean isOfDump(String name) {
    return OF_A_DUMP.matcher(name).matches() || HALF.matcher(name).matches();
  }

  /// Whether a file is called as the index of a batch is.
  public static boolean isIndex(String name) {
    return INDEX.matcher(name).matches();
  }

  /// The time in the name of an index of a batch; empty for other names.
  static String stampOfIndex(String name) {
    Matcher index = INDEX.matcher(name);
    return index.matches() ? index.group(1) : "";
  }
}
