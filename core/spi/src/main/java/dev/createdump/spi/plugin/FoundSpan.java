package dev.createdump.spi.plugin;

/// Where a secret stands.
///
/// @param rule the id of one of the scanner's rules
/// @param start its first byte
/// @param end behind its last byte
public record FoundSpan(String rule, int start, int end) {}
