package dev.createdump.engine;

import dev.createdump.engine.archive.Volumes;
import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.manifest.SealedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream that goes on in a new file where one is full.
final class VolumeStream extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  /// More would not stand in order in a listing.
  private static final int MOST = 999;

  private final String name;
  private final String mediaType;
  private final long limit;
  private final Place place;
  private final List<SealedFile> files = new ArrayList<>();
  private final MessageDigest digest = Digests.newSha256();
  private @Nullable OutputStream out;
  private String current = "";
  private long size;

  /// Makes an empty file that will have a name.
  interface Place {
    Path of(String name) throws IOException;
  }

  /// @param limit how many bytes a file has at most; 0 for one file whatever its size
  VolumeStream(String name, String mediaType, long limit, Place place) {
    this.name = name;
    this.mediaType = mediaType;
    this.limit = limit;
    this.place = place;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    while (at < from + count) {
      OutputStream file = file();
      int left = from + count - at;
      int part = limit == 0 ? left : (int) Math.min(left, limit - size);
      file.write(bytes, at, part);
      size += part;
      at += part;
    }
  }

  private OutputStream file() throws IOException {
    if (out != null && (limit == 0 || size < limit)) {
      return out;
    }
    seal();
    if (files.size() == MOST) {
      throw new FileSystemException(
          name, null, "it would be more than " + MOST + " volumes; let them be larger");
    }
    current = limit == 0 ? name : Volumes.name(name, files.size() + 1);
    OutputStream file = Files.newOutputStream(place.of(current));
    out = new BufferedOutputStream(new DigestOutputStream(file, digest), BUFFER_BYTES);
    return out;
  }

  private void seal() throws IOException {
    if (out != null) {
      out.close();
      out = null;
      String sha256 = HexFormat.of().formatHex(digest.digest());
      files.add(new SealedFile(current, mediaType, size, sha256));
      size = 0;
    }
  }

  /// Ends the last file.
  List<SealedFile> finish() throws IOException, Failure {
    seal();
    return List.copyOf(files);
  }

  @Override
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
