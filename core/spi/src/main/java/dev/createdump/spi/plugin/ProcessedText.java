package dev.createdump.spi.plugin;

/// What stands in a dump in the place of a file.
///
/// @param text the text; longer than `output.max_file_size` it is not shown
/// @param note what was done, in a few words such as `its cells, without outputs`
public record ProcessedText(String text, String note) {}
