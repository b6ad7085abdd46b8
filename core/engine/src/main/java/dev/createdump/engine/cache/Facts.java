package dev.createdump.engine.cache;

import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What is known of a file in which a scan found nothing.
///
/// @param mode as it was found
/// @param size in bytes
/// @param sha256 of its content
/// @param check a quick sum of the content
/// @param form how it is read; null where it is too large to be
/// @param lines how many it has
/// @param language its language, empty where unknown
/// @param state how much of it a dump shows
/// @param unsure whether its comments cannot be told from text
public record Facts(
    int mode,
    long size,
    byte[] sha256,
    int check,
    @Nullable TextForm form,
    int lines,
    String language,
    FileState state,
    boolean unsure) {
  private static final int DIGEST = 32;
  private static final int FIXED = 4 + 8 + DIGEST + 4 + 4 + 1 + 1;

  /// What of it is words: form, state and language, between line feeds.
  byte[] words() {
    String how = form == null ? "" : form.name();
    return (how + "\n" + state.name() + "\n" + language).getBytes(StandardCharsets.UTF_8);
  }

  /// How many bytes it takes.
  static int length(byte[] words) {
    return FIXED + words.length;
  }

  void writeTo(ByteBuffer out, byte[] words) {
    out.putInt(mode).putLong(size).put(sha256).putInt(check).putInt(lines);
    out.put((byte) (unsure ? 1 : 0)).put((byte) words.length).put(words);
  }

  /// @throws RuntimeException where the bytes are none
  static Facts read(ByteBuffer in) {
    int mode = in.getInt();
    long size = in.getLong();
    byte[] sha256 = new byte[DIGEST];
    in.get(sha256);
    int check = in.getInt();
    int lines = in.getInt();
    boolean unsure = in.get() == 1;
    byte[] bytes = new byte[in.get() & 0xFF];
    in.get(bytes);
    String words = new String(bytes, StandardCharsets.UTF_8);
    int form = words.indexOf('\n');
    int state = words.indexOf('\n', form + 1);
    return new Facts(
        mode,
        size,
        sha256,
        check,
        form == 0 ? null : TextForm.valueOf(words.substring(0, form)),
        lines,
        words.substring(state + 1),
        FileState.valueOf(words.substring(form + 1, state)),
        unsure);
  }
}
