package dev.createdump.gcs;

import com.google.cloud.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What goes with every request to a bucket.
///
/// @param userProject the project that pays for it
/// @param customerKey the Base64 of the key that the customer keeps
record GcsWay(Optional<String> userProject, Optional<String> customerKey) {
  Storage.BlobGetOption[] get(Storage.BlobGetOption... more) {
    List<Storage.BlobGetOption> options = new ArrayList<>(Arrays.asList(more));
    userProject.map(Storage.BlobGetOption::userProject).ifPresent(options::add);
    customerKey.map(Storage.BlobGetOption::decryptionKey).ifPresent(options::add);
    return options.toArray(Storage.BlobGetOption[]::new);
  }

  Storage.BlobSourceOption[] read() {
    List<Storage.BlobSourceOption> options = new ArrayList<>();
    options.add(Storage.BlobSourceOption.shouldReturnRawInputStream(true));
    userProject.map(Storage.BlobSourceOption::userProject).ifPresent(options::add);
    customerKey.map(Storage.BlobSourceOption::decryptionKey).ifPresent(options::add);
    return options.toArray(Storage.BlobSourceOption[]::new);
  }

  Storage.BlobListOption[] list(Storage.BlobListOption... more) {
    List<Storage.BlobListOption> options = new ArrayList<>(Arrays.asList(more));
    userProject.map(Storage.BlobListOption::userProject).ifPresent(options::add);
    return options.toArray(Storage.BlobListOption[]::new);
  }

  /// Never prints the key.
  @Override
  public String toString() {
    return "GcsWay for " + userProject.orElse("the bucket's owner");
  }
}
