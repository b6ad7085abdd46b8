package dev.createdump.engine.render.html;

import dev.createdump.engine.base.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/// A style sheet or script that stands inside the page, and the digest that lets it run there.
///
/// @param bytes the text in UTF-8, exactly as it stands between its tags
/// @param source the source expression of Content Security Policy Level 3 that allows these bytes
record PageAsset(byte[] bytes, String source) {
  /// One block, made of files one behind the other.
  static PageAsset load(String... names) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String name : names) {
      read(name, all);
    }
    byte[] bytes = all.toByteArray();
    String digest = Base64.getEncoder().encodeToString(Digests.newSha256().digest(bytes));
    return new PageAsset(bytes, "'sha256-".concat(digest).concat("'"));
  }

  private static void read(String name, ByteArrayOutputStream to) {
    try (InputStream in = PageAsset.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the engine's jar lacks " + name);
      }
      in.transferTo(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
