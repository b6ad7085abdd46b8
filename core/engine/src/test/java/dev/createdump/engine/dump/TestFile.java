package dev.createdump.engine.dump;

import dev.createdump.engine.patch.ChangeStatus;
import dev.createdump.engine.patch.ObjectId;
import dev.createdump.engine.patch.PatchCursor;
import dev.createdump.engine.redact.SafeTexts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Builds one file of a test's dump. Lines are counted from the patch.
public final class TestFile {
  private final String path;
  private @Nullable String oldPath;
  private ChangeStatus status = ChangeStatus.MODIFIED;
  private int similarity;
  private String oldMode = "100644";
  private String newMode = "100644";
  private ObjectId oldId = TestDumps.id(11);
  private ObjectId newId = TestDumps.id(12);
  private String language = "";
  private FileState state = FileState.INCLUDED;
  private String reason = "";
  private Charset charset = StandardCharsets.UTF_8;
  private byte[] patch = new byte[0];
  private byte @Nullable [] content;
  private boolean pathsEscaped;

  private TestFile(String path) {
    this.path = path;
  }

  public static TestFile file(String path) {
    return new TestFile(path);
  }

  /// A file that the change adds, with these lines.
  public static TestFile added(String path, String... lines) {
    return file(path).status(ChangeStatus.ADDED).patch(TestDumps.newFilePatch(path, lines));
  }

  public TestFile status(ChangeStatus value) {
    status = value;
    if (value == ChangeStatus.ADDED) {
      oldMode = "000000";
      oldId = TestDumps.NONE;
    } else if (value == ChangeStatus.DELETED) {
      newMode = "000000";
      newId = TestDumps.NONE;
    }
    return this;
  }

  public TestFile renamedFrom(String value, int percent) {
    status = ChangeStatus.RENAMED;
    oldPath = value;
    similarity = percent;
    return this;
  }

  public TestFile modes(String before, String after) {
    oldMode = before;
    newMode = after;
    return this;
  }

  public TestFile ids(ObjectId before, ObjectId after) {
    oldId = before;
    newId = after;
    return this;
  }

  public TestFile language(String value) {
    language = value;
    return this;
  }

  public TestFile state(FileState value, String because) {
    state = value;
    reason = because;
    return this;
  }

  public TestFile charset(Charset value) {
    charset = value;
    return this;
  }

  public TestFile patch(byte[] value) {
    patch = value;
    return this;
  }

  public TestFile patch(String value) {
    return patch(value.getBytes(charset));
  }

  public TestFile pathsEscaped() {
    pathsEscaped = true;
    return this;
  }

  public TestFile content(byte[] value) {
    content = value;
    return this;
  }

  DumpFile build(int index) {
    int added = 0;
    int deleted = 0;
    PatchCursor cursor = new PatchCursor(patch);
    while (cursor.nextHunk()) {
      while (cursor.nextLine()) {
        added += cursor.kind() == '+' ? 1 : 0;
        deleted += cursor.kind() == '-' ? 1 : 0;
      }
    }
    DumpFile.Entry entry =
        new DumpFile.Entry(
            index,
            SafeTexts.text(path),
            oldPath == null ? null : SafeTexts.text(oldPath),
            status,
            similarity,
            oldMode,
            newMode,
            oldId,
            newId,
            language,
            added,
            deleted,
            state.showsText() ? charset.name() : "",
            state,
            SafeTexts.text(reason),
            patch.length,
            pathsEscaped);
    return new DumpFile(
        entry,
        charset,
        SafeTexts.patch(patch),
        content == null ? null : SafeTexts.content(content));
  }
}
