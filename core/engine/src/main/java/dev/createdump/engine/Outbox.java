package dev.createdump.engine;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.KeyLayout;
import dev.createdump.engine.bucket.SealedDump;
import dev.createdump.engine.policy.UploadSettings;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A directory of dumps that wait for a store that was not reached. One delivery is a directory:
/// the dump's files and `delivery.properties`, which says where they belong and how they are to be
/// kept, so that it needs no configuration. It appears whole and goes when it is delivered.
public final class Outbox {
  /// Deliveries of one dump to one store have the same name, so that none waits twice.
  private static final int NAME_DIGITS = 32;

  private static final String PARTIAL = ".partial-";

  private final Path directory;

  public Outbox(Path directory) {
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }

  /// What waits for one store.
  ///
  /// @param path its directory
  /// @param upload where it belongs and how it is to be kept
  /// @param dump the dump
  record Delivery(Path path, UploadSettings upload, SealedDump dump) {}

  /// Keeps a dump until it can be delivered. One that waits already is left alone.
  void put(UploadSettings upload, SealedDump dump) throws Failure {
    String place = upload.uri() + "\n" + KeyLayout.index(dump.location());
    Path target = directory.resolve(Digests.sha256Hex(place).substring(0, NAME_DIGITS));
    try {
      if (Files.exists(target)) {
        return;
      }
      Files.createDirectories(directory);
      Path partial = Files.createTempDirectory(directory, PARTIAL);
      try {
        DeliveryFile.write(partial, upload, dump);
        move(partial, target);
      } finally {
        delete(partial);
      }
    } catch (IOException e) {
      throw new Failure.Output(
          "the outbox " + directory + " cannot be written: " + e,
          "Check its permissions and space.",
          e);
    }
  }

  private static void move(Path partial, Path target) throws IOException {
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, target);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another run was faster with the same dump.
    }
  }

  /// Everything that waits, in the order of its names.
  ///
  /// @throws Failure.Missing where there is no such directory
  List<Delivery> waiting() throws Failure {
    if (!Files.isDirectory(directory)) {
      throw new Failure.Missing("there is no outbox " + directory, "Name it with --outbox DIR.");
    }
    List<Delivery> waiting = new ArrayList<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : paths.sorted().toList()) {
        if (Files.isRegularFile(path.resolve(DeliveryFile.NAME))) {
          waiting.add(DeliveryFile.read(path));
        }
      }
      return waiting;
    } catch (IOException e) {
      throw new Failure.Output(
          "the outbox " + directory + " cannot be read: " + e, "Check its permissions.", e);
    }
  }

  /// Removes what was delivered.
  void remove(Delivery delivery) throws Failure {
    try {
      delete(delivery.path());
    } catch (IOException e) {
      throw new Failure.Output(
          delivery.path() + " was delivered and cannot be removed: " + e,
          "Remove it; to deliver it again does no harm.",
          e);
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    // Without this file it is no delivery any more.
    Files.deleteIfExists(root.resolve(DeliveryFile.NAME));
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(root);
  }
}
