package dev.createdump.engine.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import dev.createdump.testkit.store.BadPayload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is true of directories alone; everything else is in the contract.
class FileStoreTest {
  private static final PutOptions CREATE = PutOptions.createOnly("text/plain");
  private static final PutOptions REPLACE = PutOptions.replace("text/plain");

  @TempDir private Path directory;
  private Path root;
  private Path outside;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
    outside = Files.createDirectory(directory.resolve("outside"));
    store = FileStore.open(root);
  }

  /// However many pages: to read a day's directory again for each would cost their product.
  @Test
  void aListingReadsEachDirectoryOnce() throws Exception {
    int days = 3;
    int dumps = 500;
    for (int i = 0; i < days * dumps; i++) {
      Path day = Files.createDirectories(root.resolve("v1/index/dt=2026-01-0" + (1 + i % days)));
      Files.writeString(day.resolve("line-" + i + ".jsonl"), "{}");
    }
    List<Path> read = new ArrayList<>();
    try (Store counted = FileStore.open(root.toUri(), root, path -> counted(path, read))) {
      List<ObjectKey> seen = new ArrayList<>();
      @Nullable String token = null;
      do {
        ListPage page = counted.list("v1/", token, 7);
        page.objects().forEach(object -> seen.add(object.key()));
        token = page.nextOrNull();
      } while (token != null);
      assertThat(seen).hasSize(days * dumps).isSorted().doesNotHaveDuplicates();
      assertThat(read).hasSize(3 + days).doesNotHaveDuplicates();
      read.clear();
      ListPage first = counted.list("v1/", null, 7);
      ListPage second = counted.list("v1/", first.nextOrNull(), 7);
      ListPage again = counted.list("v1/", first.nextOrNull(), 7);
      assertThat(again).as("a token that is used twice").isEqualTo(second);
    }
  }

  @SuppressWarnings("StreamResourceLeak") // the listing closes it
  private DirectoryStream<Path> counted(Path path, List<Path> read) throws IOException {
    read.add(root.relativize(path));
    return Files.newDirectoryStream(path);
  }

  @Test
  void aListingGoesOnWhereFilesWentAway() throws Exception {
    for (char name = 'a'; name <= 'e'; name++) {
      store.put(key(String.valueOf(name)), text("x"), CREATE);
    }
    ListPage first = store.list("", null, 2);
    Files.delete(root.resolve("c"));
    Files.delete(root.resolve("d"));
    ListPage second = store.list("", first.nextOrNull(), 2);
    assertThat(second.objects()).extracting(object -> object.key().value()).containsExactly("e");
    assertThat(second.nextOrNull()).isNull();
  }

  @Test
  void objectIsAPlainFileAndNothingIsLeftBeside() throws Exception {
    store.put(key("dir/a.txt"), text("hello"), CREATE);
    assertThat(root.resolve("dir/a.txt")).hasContent("hello");
    assertFails(
        StoreException.Code.CORRUPT,
        () -> store.put(key("dir/b"), BadPayload.SHORT.payload(), CREATE));
    assertFails(
        StoreException.Code.ALREADY_EXISTS, () -> store.put(key("dir/a.txt"), text("x"), CREATE));
    assertThat(files(root.resolve(FileWriter.PARTIAL))).isEmpty();
    assertThat(files(root)).containsExactly("dir/a.txt");
  }

  @Test
  void leftoversOfACrashAreNoObjects() throws Exception {
    Path partial = Files.createDirectory(root.resolve(FileWriter.PARTIAL));
    Files.writeString(partial.resolve("0123"), "half");
    assertThat(keys(store, "", 10)).isEmpty();
    store.put(key("a"), text("x"), CREATE);
    assertThat(keys(store, "", 10)).containsExactly("a");
    assertThat(ObjectKey.isValid(FileWriter.PARTIAL + "/0123")).isFalse();
  }

  @Test
  void neverReadsThroughALink() throws Exception {
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("dir"), outside);
    for (String name : List.of("file", "dir/secret")) {
      assertThat(store.stat(key(name))).isEmpty();
      assertFails(StoreException.Code.NOT_FOUND, () -> store.open(key(name)).close());
    }
    assertThat(keys(store, "", 10)).isEmpty();
  }

  @Test
  void neverWritesThroughALink() throws Exception {
    Files.writeString(outside.resolve("target"), "untouched");
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("target"));
    Files.createSymbolicLink(root.resolve("dir"), outside);
    assertFails(StoreException.Code.INVALID, () -> store.put(key("dir/a"), text("x"), CREATE));
    assertFails(StoreException.Code.INVALID, () -> store.put(key("dir/s/a"), text("x"), REPLACE));
    assertFails(
        StoreException.Code.ALREADY_EXISTS, () -> store.put(key("file"), text("x"), CREATE));
    store.put(key("file"), text("replaced"), REPLACE);
    assertThat(files(outside)).containsExactly("target");
    assertThat(outside.resolve("target")).hasContent("untouched");
    assertThat(root.resolve("file")).hasContent("replaced");
    assertThat(Files.isSymbolicLink(root.resolve("file"))).isFalse();
  }

  @Test
  void neverKeepsPartsBehindALink() throws Exception {
    Files.createSymbolicLink(root.resolve(FileWriter.PARTIAL), outside);
    assertFails(StoreException.Code.INVALID, () -> store.put(key("a"), text("x"), CREATE));
    assertThat(files(outside)).isEmpty();
  }

  @Test
  void mayBeReachedThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), root);
    FileStore.open(link).put(key("a"), text("x"), CREATE);
    assertThat(root.resolve("a")).hasContent("x");
  }

  @Test
  void keyOfADirectoryIsRefused() throws Exception {
    store.put(key("a/b"), text("x"), CREATE);
    assertFails(StoreException.Code.INVALID, () -> store.put(key("a"), text("y"), CREATE));
    assertFails(StoreException.Code.INVALID, () -> store.put(key("a"), text("y"), REPLACE));
    assertThat(root.resolve("a/b")).hasContent("x");
  }

  @Test
  void vanishedDirectoryIsNotFoundAndNotCreated() throws Exception {
    Files.delete(root);
    assertFails(StoreException.Code.NOT_FOUND, () -> store.put(key("a"), text("x"), CREATE));
    assertFails(StoreException.Code.NOT_FOUND, () -> store.stat(key("a")));
    assertFails(StoreException.Code.NOT_FOUND, () -> store.list("", null, 10));
    assertThat(root).doesNotExist();
  }

  @Test
  void missingPermissionIsDenied() throws Exception {
    Path locked = Files.createDirectory(root.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      Assumptions.assumeFalse(
          Files.isReadable(locked), "permissions do not bind root; run as another user");
      assertFails(StoreException.Code.DENIED, () -> store.put(key("locked/a"), text("x"), CREATE));
      assertFails(StoreException.Code.DENIED, () -> store.stat(key("locked/a")));
      assertFails(StoreException.Code.DENIED, () -> store.list("", null, 10));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void listsNoForeignFiles() throws Exception {
    Files.writeString(root.resolve("back\\slash"), "x");
    Files.writeString(root.resolve("line\nfeed"), "x");
    Files.writeString(Files.createDirectory(root.resolve("dot.")).resolve("a"), "x");
    Files.writeString(root.resolve("good"), "x");
    assertThat(keys(store, "", 10)).containsExactly("good");
  }

  /// The JDK's zip file system has no hard links, but renames atomically.
  @Test
  void exclusiveCreateWithoutLinksIsRefused() throws Exception {
    URI zip = URI.create("jar:" + directory.resolve("a.zip").toUri());
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path zipRoot = Files.createDirectory(files.getPath("/store"));
      Store zipped = FileStore.open(URI.create("zip:///store"), zipRoot);
      assertFails(StoreException.Code.UNSUPPORTED, () -> zipped.put(key("a"), text("x"), CREATE));
      assertThat(zipped.stat(key("a"))).isEmpty();
      zipped.put(key("a"), text("x"), REPLACE);
      assertThat(zipped.stat(key("a"))).isPresent();
    }
  }

  @Test
  void listingAgreesWithSortingEverything() throws Exception {
    long seed = 4711;
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<ObjectKey> expected = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      ObjectKey key = randomKey(random);
      try {
        store.put(key, text("x"), CREATE);
        expected.add(key);
      } catch (StoreException e) {
        assertThat(e.code())
            .as("seed %d", seed)
            .isIn(StoreException.Code.INVALID, StoreException.Code.ALREADY_EXISTS);
      }
    }
    assertThat(expected).hasSizeGreaterThan(100);
    for (String prefix : List.of("", "a", "a/", "a!", "b/a/", "a-/b")) {
      List<String> sorted =
          expected.stream().map(ObjectKey::value).filter(k -> k.startsWith(prefix)).toList();
      for (int max : new int[] {1, 7, 1000}) {
        assertThat(keys(store, prefix, max)).as("seed %d", seed).isEqualTo(sorted);
      }
    }
  }

  private static ObjectKey randomKey(SplittableRandom random) {
    StringBuilder key = new StringBuilder("k");
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      key.append("ab!-0/".charAt(random.nextInt(6))).append("ab!-0".charAt(random.nextInt(5)));
    }
    return key(key.substring(key.charAt(1) == '/' ? 2 : 1));
  }

  private static List<String> keys(Store store, String prefix, int max) throws StoreException {
    List<String> keys = new ArrayList<>();
    String token = null;
    do {
      var page = store.list(prefix, token, max);
      page.objects().forEach(object -> keys.add(object.key().value()));
      token = page.nextOrNull();
    } while (token != null);
    return keys;
  }

  private static List<String> files(Path top) throws IOException {
    try (Stream<Path> tree = Files.walk(top)) {
      return tree.filter(Files::isRegularFile).map(p -> top.relativize(p).toString()).toList();
    }
  }

  private static void assertFails(StoreException.Code code, ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .extracting(StoreException::code)
        .isEqualTo(code);
  }

  private static ObjectKey key(String value) {
    return new ObjectKey(value);
  }

  private static Payload text(String content) {
    return Payload.of(content.getBytes(UTF_8));
  }
}
