package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpHeader;
import java.io.IOException;

/// What every page says of itself before its style. A policy stands between the two parts.
final class DocumentHead {
  private DocumentHead() {}

  static void open(Page page) throws IOException {
    page.markup("<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n");
  }

  /// Ends within the document's title, behind that of the dump.
  static void metadata(Page page, DumpHeader header) throws IOException {
    page.markup(
        """
        <meta name=viewport content="width=device-width,initial-scale=1">
        <meta name=color-scheme content="light dark">
        <meta name=referrer content=no-referrer>
        <meta name=robots content=noindex>
        <meta name=format-detection content="telephone=no">
        <link rel=icon href="data:,">
        """);
    page.markup("<meta name=generator content=\"create-dump ");
    page.attribute(header.toolVersion()).markup("\">\n<title>").attribute(header.title().value());
  }
}
