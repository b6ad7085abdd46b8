package dev.createdump.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.spi.PayloadException;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreException.Code;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileErrorsTest {
  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("f"), Code.NOT_FOUND),
        Arguments.of(new FileAlreadyExistsException("f"), Code.ALREADY_EXISTS),
        Arguments.of(new AccessDeniedException("f"), Code.DENIED),
        Arguments.of(new PayloadException("short", null), Code.CORRUPT),
        Arguments.of(new AtomicMoveNotSupportedException("f", "g", "no"), Code.UNSUPPORTED),
        Arguments.of(new UnsupportedOperationException("no links"), Code.UNSUPPORTED),
        Arguments.of(new ClosedByInterruptException(), Code.UNAVAILABLE),
        Arguments.of(new InvalidPathException("f", "unmappable"), Code.INVALID),
        Arguments.of(new IOException("No space left on device"), Code.UNAVAILABLE),
        Arguments.of(system("No space left on device"), Code.UNAVAILABLE),
        Arguments.of(system("Disk quota exceeded"), Code.UNAVAILABLE),
        Arguments.of(system("Stale file handle"), Code.UNAVAILABLE),
        Arguments.of(system("Input/output error"), Code.UNAVAILABLE),
        Arguments.of(system("Too many open files"), Code.UNAVAILABLE),
        Arguments.of(system("Read-only file system"), Code.DENIED),
        Arguments.of(system("Operation not permitted"), Code.DENIED),
        Arguments.of(system("File name too long"), Code.INVALID),
        Arguments.of(system("Not a directory"), Code.INVALID),
        Arguments.of(system("Etwas anderes"), Code.UNKNOWN),
        Arguments.of(new IOException(), Code.UNKNOWN));
  }

  private static FileSystemException system(String reason) {
    return new FileSystemException("f", null, reason);
  }

  @ParameterizedTest
  @MethodSource("table")
  void givesEveryErrorItsCode(Exception error, Code code) {
    StoreException failure = FileErrors.of("file:///d/key", error);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.subject()).isEqualTo("file:///d/key");
    assertThat(failure).hasCause(error);
  }

  @Test
  void keepsAKnownErrorAndNamesTheObject() {
    StoreException known = new StoreException(Code.INVALID, "dir", "is a link");
    assertThat(FileErrors.of("file:///d/dir/a", known))
        .hasMessage("file:///d/dir/a: dir: is a link")
        .extracting(StoreException::code)
        .isEqualTo(Code.INVALID);
    assertThat(FileErrors.of("dir", known)).isSameAs(known);
  }

  @Test
  void hidesNoBug() {
    assertThatThrownBy(() -> FileErrors.of("file:///d/key", new NullPointerException("bug")))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void knowsWhatMeansNoLinks() {
    assertThat(FileErrors.meansNoLinks(system("Operation not permitted"))).isTrue();
    assertThat(FileErrors.meansNoLinks(system("Invalid cross-device link"))).isTrue();
    assertThat(FileErrors.meansNoLinks(new FileAlreadyExistsException("f"))).isFalse();
    assertThat(FileErrors.meansNoLinks(system("No space left on device"))).isFalse();
  }
}
