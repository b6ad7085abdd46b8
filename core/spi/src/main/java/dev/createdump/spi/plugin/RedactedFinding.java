package dev.createdump.spi.plugin;

/// Something the scan found, without the secret itself.
///
/// @param secret whether it is a secret; else it is a to-do
/// @param rule the rule's id, such as `github-token`, or the tag, such as `FIXME`
/// @param change `introduced`, `transient`, `resolved` or `present`
/// @param path where it stands
/// @param line the line, from 1; 0 for none
/// @param column the column in bytes, from 1; 0 for none
/// @param text the line it stands in
public record RedactedFinding(
    boolean secret, String rule, String change, String path, int line, int column, String text) {}
