package dev.createdump.engine.redact;

import java.io.IOException;
import java.io.OutputStream;

/// Makes safe values for tests of what stands behind the redactor. Only tests may: nothing here was
/// redacted.
public final class SafeTexts {
  private SafeTexts() {}

  public static SafeText text(String value) {
    return new SafeText(value);
  }

  public static SafeContent content(byte[] bytes) {
    return new SafeContent(bytes);
  }

  public static SafePatch patch(byte[] bytes) {
    return new FixedPatch(bytes);
  }

  private record FixedPatch(byte[] bytes) implements SafePatch {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }
}
