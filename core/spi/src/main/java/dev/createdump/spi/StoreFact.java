package dev.createdump.spi;

/// Something that a store found out about its place, for people.
///
/// @param name what it is about, in a word or a few, such as `versioning`
/// @param value what holds; never a credential
public record StoreFact(String name, String value) {}
