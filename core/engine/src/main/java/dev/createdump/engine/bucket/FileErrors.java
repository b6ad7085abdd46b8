package dev.createdump.engine.bucket;

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
import java.util.Locale;
import java.util.Set;

/// Gives the errors of a file system their code.
///
/// The JDK has types for few of them; the others carry the system's own words for `errno`, here in
/// English. In another language they are `UNKNOWN`, which is refused and never retried.
final class FileErrors {
  private static final Set<String> NO_LINKS =
      Set.of(
          "operation not permitted",
          "operation not supported",
          "not supported",
          "function not implemented",
          "invalid cross-device link",
          "too many links");

  private FileErrors() {}

  /// Whether creating a hard link failed because there are none on this file system.
  static boolean meansNoLinks(FileSystemException e) {
    String reason = e.getReason();
    return reason != null && NO_LINKS.contains(reason.toLowerCase(Locale.ROOT));
  }

  /// The exception to throw for one that came from the file system. An exception that is a bug
  /// rather than a refusal is thrown as it is.
  static StoreException of(String subject, Exception e) {
    return switch (e) {
      case StoreException known ->
          known.subject().equals(subject)
              ? known
              : new StoreException(
                  known.code(), subject, String.valueOf(known.getMessage()), known);
      case PayloadException _ -> failure(Code.CORRUPT, subject, String.valueOf(e.getMessage()), e);
      case NoSuchFileException _ ->
          failure(Code.NOT_FOUND, subject, "a directory went away; is the volume mounted?", e);
      case FileAlreadyExistsException _ ->
          failure(Code.ALREADY_EXISTS, subject, "an object has this key", e);
      case AccessDeniedException _ -> failure(Code.DENIED, subject, "permission denied", e);
      case AtomicMoveNotSupportedException _ ->
          failure(Code.UNSUPPORTED, subject, "the file system cannot replace atomically", e);
      case ClosedByInterruptException _ -> failure(Code.UNAVAILABLE, subject, "interrupted", e);
      case IOException _ -> byWords(subject, e);
      case InvalidPathException _ ->
          failure(Code.INVALID, subject, "the key is no file name here; run in a UTF-8 locale", e);
      case UnsupportedOperationException _ ->
          failure(
              Code.UNSUPPORTED, subject, "the file system cannot do this: " + e.getMessage(), e);
      case RuntimeException bug -> throw bug;
      default -> failure(Code.UNKNOWN, subject, "unexpected: " + e.getMessage(), e);
    };
  }

  private static StoreException byWords(String subject, Exception e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    String own =
        e instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : String.valueOf(e.getMessage());
    return failure(code(words), subject, own, e);
  }

  private static Code code(String words) {
    if (has(words, "no space left", "quota exceeded", "input/output error", "stale file handle")
        || has(words, "not connected", "host is down", "too many open files", "timed out")) {
      return Code.UNAVAILABLE;
    }
    if (has(words, "read-only file system", "operation not permitted", "permission denied")) {
      return Code.DENIED;
    }
    if (has(
        words, "file name too long", "not a directory", "invalid argument", "too many levels")) {
      return Code.INVALID;
    }
    return Code.UNKNOWN;
  }

  private static boolean has(String words, String... any) {
    for (String one : any) {
      if (words.contains(one)) {
        return true;
      }
    }
    return false;
  }

  private static StoreException failure(Code code, String subject, String message, Exception e) {
    return new StoreException(code, subject, message, e);
  }
}
