package dev.createdump.engine;

import dev.createdump.engine.suppress.AllowEntry;
import dev.createdump.engine.suppress.AllowFile;

/// What is said of an entry of the allow-list that counts no more and is still needed.
final class Expired {
  private Expired() {}

  static String note(AllowEntry entry) {
    return AllowFile.NAME
        + ": the entry "
        + entry.shortId()
        + " of "
        + entry.owner()
        + " ("
        + entry.rule()
        + ") expired on "
        + entry.expiry()
        + "; its secret is reported and blocks";
  }
}
