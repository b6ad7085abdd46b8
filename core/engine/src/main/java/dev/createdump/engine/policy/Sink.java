package dev.createdump.engine.policy;

/// Takes the complaints about one key's value and gives them their place.
///
/// @param origin the value's own
record Sink(Problems problems, String key, Origin origin) {
  void refuse(Place place, String wrong, String allowed, String suggestion) {
    Origin where = place.equals(Place.WHOLE) ? origin : origin.at(place.line(), place.column());
    problems.add(new Problem(where, key, wrong, allowed, suggestion));
  }

  void refuse(Place place, String wrong, String allowed) {
    refuse(place, wrong, allowed, "");
  }

  Sink under(String suffix) {
    return new Sink(problems, key + suffix, origin);
  }
}
