package dev.createdump.engine.render.html;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.createdump.engine.redact.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/// What the sections of the page write with. Markup is a constant of the source, which the
/// compiler checks; everything else is escaped.
final class Page {
  private final ByteSink sink;
  private final Escaper escaper;
  private final byte[] digits = new byte[20];

  Page(OutputStream out) {
    this.sink = new ByteSink(out);
    this.escaper = new Escaper(sink);
  }

  Page markup(@CompileTimeConstant final String html) throws IOException {
    sink.put(html);
    return this;
  }

  /// A style sheet or script of the product itself, whose digest the page's policy names.
  Page asset(PageAsset asset) throws IOException {
    sink.put(asset.bytes(), 0, asset.bytes().length);
    return this;
  }

  Page text(String text) throws IOException {
    escaper.element(text);
    return this;
  }

  Page text(SafeText text) throws IOException {
    return text(text.value());
  }

  Page text(byte[] text, int from, int to, Charset charset) throws IOException {
    escaper.element(text, from, to, charset);
    return this;
  }

  /// Text where no element may stand: a double-quoted attribute value, or the document's title.
  Page attribute(String text) throws IOException {
    escaper.attribute(text);
    return this;
  }

  /// A label for something invisible in the text.
  Page label(@CompileTimeConstant final String label, @CompileTimeConstant final String title)
      throws IOException {
    escaper.label(label, title);
    return this;
  }

  /// Plain decimal digits, for attributes.
  Page number(long value) throws IOException {
    return decimal(value, false);
  }

  /// Digits in groups of three, for people.
  Page count(long value) throws IOException {
    return decimal(value, true);
  }

  /// A count and its noun.
  Page count(
      long value,
      @CompileTimeConstant final String singular,
      @CompileTimeConstant final String plural)
      throws IOException {
    count(value);
    sink.put(value == 1 ? singular : plural);
    return this;
  }

  /// Lines added and removed, with their signs.
  Page changed(long added, long deleted) throws IOException {
    markup(" <span class=n><b class=a>+").count(added);
    return markup("</b> <b class=r>\u2212").count(deleted).markup("</b></span>");
  }

  Page put(byte value) throws IOException {
    sink.put(value);
    return this;
  }

  /// Line numbers: digits and line feeds, nothing to escape.
  Page numbers(LineNumbers numbers) throws IOException {
    sink.put(numbers.bytes(), 0, numbers.size());
    return this;
  }

  void flush() throws IOException {
    sink.flush();
  }

  private Page decimal(long value, boolean grouped) throws IOException {
    if (value < 0) {
      sink.put((byte) '-');
    }
    long rest = value;
    int at = digits.length;
    do {
      digits[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    for (int i = at; i < digits.length; i++) {
      if (grouped && i > at && (digits.length - i) % 3 == 0) {
        sink.put((byte) ',');
      }
      sink.put(digits[i]);
    }
    return this;
  }
}
