package dev.createdump.engine.scan.decode;

/// Text that was written in another form.
///
/// @param text what it says
/// @param origin where that came from
public record Decoded(byte[] text, Origin origin) {}
