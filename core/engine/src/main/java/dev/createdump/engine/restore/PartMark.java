package dev.createdump.engine.restore;

import dev.createdump.engine.base.JsonObject;
import dev.createdump.engine.base.MalformedException;

/// What a dump says of itself as a whole.
///
/// @param part which of its parts it is, from 1
/// @param parts how many there are
/// @param set what the parts of one dump have in common; empty for a dump in one part
/// @param altered in what its files are not as they were; empty where they are
record PartMark(long part, long parts, String set, String altered) {
  static final PartMark WHOLE = new PartMark(1, 1, "", "");

  static PartMark of(JsonObject facts) throws MalformedException {
    String altered = facts.textOr("altered", "");
    if (!facts.has("set")) {
      return new PartMark(1, 1, "", altered);
    }
    PartMark mark =
        new PartMark(facts.count("part"), facts.count("parts"), facts.text("set"), altered);
    if (mark.part < 1 || mark.part > mark.parts) {
      throw new MalformedException("says that it is part " + mark.part + " of " + mark.parts);
    }
    return mark;
  }
}
