package dev.createdump.engine.policy;

/// A table of the configuration file.
///
/// @param doc one sentence for people
public record Section(String name, String doc) {}
