package dev.createdump.testkit.sigstore;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// A log's tree (RFC 6962, section 2.1), in its slow and plain form.
final class MerkleTree {
  private final List<byte[]> leaves = new ArrayList<>();

  /// @return the index of the new leaf
  int add(byte[] entry) {
    leaves.add(entry.clone());
    return leaves.size() - 1;
  }

  int size() {
    return leaves.size();
  }

  byte[] root() {
    return root(leaves);
  }

  /// The hashes beside the way from a leaf to the root, lowest first.
  List<byte[]> proof(int index) {
    List<byte[]> path = new ArrayList<>();
    collect(index, leaves, path);
    return path;
  }

  private static void collect(int index, List<byte[]> entries, List<byte[]> path) {
    if (entries.size() == 1) {
      return;
    }
    int split = Integer.highestOneBit(entries.size() - 1);
    List<byte[]> left = entries.subList(0, split);
    List<byte[]> right = entries.subList(split, entries.size());
    if (index < split) {
      collect(index, left, path);
      path.add(root(right));
    } else {
      collect(index - split, right, path);
      path.add(root(left));
    }
  }

  private static byte[] root(List<byte[]> entries) {
    if (entries.size() == 1) {
      return hash(0, entries.getFirst(), new byte[0]);
    }
    int split = Integer.highestOneBit(entries.size() - 1);
    return hash(1, root(entries.subList(0, split)), root(entries.subList(split, entries.size())));
  }

  private static byte[] hash(int kind, byte[] one, byte[] other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(kind);
    all.writeBytes(one);
    all.writeBytes(other);
    return sha256(all.toByteArray());
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
