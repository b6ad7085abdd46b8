package dev.createdump.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.createdump.engine.base.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
  @TempDir Path dir;
  private final List<String> remarks = new ArrayList<>();

  private CacheDirectory open(long most) {
    return open(dir.toString(), Map.of(), most).orElseThrow();
  }

  private Optional<CacheDirectory> open(String chosen, Map<String, String> variables, long most) {
    return CacheDirectory.open(new Environment(variables), chosen, most, remarks);
  }

  @Test
  void isWhereTheUserKeepsCaches() {
    assertThat(open("", Map.of(), 9)).isEmpty();
    assertThat(open("", Map.of("HOME", dir + "/home"), 9)).isPresent();
    assertThat(dir.resolve("home/.cache/create-dump/trees")).isDirectory();
    assertThat(open("", Map.of("HOME", dir + "/home", "XDG_CACHE_HOME", dir + "/xdg"), 9))
        .isPresent();
    assertThat(dir.resolve("xdg/create-dump/trees")).isDirectory();
    assertThat(remarks).isEmpty();
  }

  @Test
  void isTheUsersAlone() throws IOException {
    open(100).write("a", new byte[10]);
    Path trees = dir.resolve("trees");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trees)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trees.resolve("a"))))
        .isEqualTo("rw-------");
  }

  @Test
  void othersMayNotWriteToIt() throws IOException {
    Path trees = Files.createDirectories(dir.resolve("trees"));
    Files.setPosixFilePermissions(trees, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(open(dir.toString(), Map.of(), 9)).isEmpty();
    assertThat(remarks).singleElement().asString().contains("others may write to it");
  }

  @Test
  void isNobodyElses() throws IOException {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Path trees = Files.createDirectories(dir.resolve("trees"));
    Files.setAttribute(trees, "unix:uid", 12345);
    assertThat(open(dir.toString(), Map.of(), 9)).isEmpty();
    assertThat(remarks).singleElement().asString().contains("it belongs to 12345");
  }

  @Test
  void isNoLink() throws IOException {
    Files.createDirectories(dir.resolve("elsewhere"));
    Files.createSymbolicLink(dir.resolve("trees"), dir.resolve("elsewhere"));
    assertThat(open(dir.toString(), Map.of(), 9)).isEmpty();
    assertThat(remarks).hasSize(1);
  }

  @Test
  void whatWasNotUsedForTheLongestTimeGoesFirst() throws IOException {
    CacheDirectory cache = open(25);
    for (String name : List.of("a", "b")) {
      cache.write(name, new byte[10]);
      Files.setLastModifiedTime(dir.resolve("trees").resolve(name), FileTime.fromMillis(1000));
    }
    cache.used("a");
    cache.write("c", new byte[10]);
    assertThat(cache.read("a")).hasSize(10);
    assertThat(cache.read("b")).isNull();
    assertThat(cache.read("c")).hasSize(10);
    cache.write("d", new byte[26]);
    assertThat(cache.read("d")).as("more than all of it").isNull();
    assertThat(cache.read("c")).hasSize(10);
  }

  @Test
  void whatAKilledRunLeftGoesAfterAnHour() throws IOException {
    CacheDirectory cache = open(100);
    Path trees = dir.resolve("trees");
    Path old = Files.write(trees.resolve("a1.partial"), new byte[10]);
    Path young = Files.write(trees.resolve("a2.partial"), new byte[10]);
    Files.setLastModifiedTime(old, FileTime.fromMillis(1000));
    cache.write("b", new byte[10]);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void mayBeDeletedAtAnyTime() throws IOException {
    CacheDirectory cache = open(100);
    Files.delete(dir.resolve("trees"));
    cache.write("a", new byte[10]);
    cache.used("a");
    cache.forget("a");
    assertThat(cache.read("a")).isNull();
  }

  @Test
  void whatIsNoFileIsNotRead() throws IOException {
    CacheDirectory cache = open(100);
    Path trees = dir.resolve("trees");
    Files.createDirectory(trees.resolve("directory"));
    Files.createSymbolicLink(trees.resolve("link"), Path.of("/dev/zero"));
    Files.write(trees.resolve("large"), new byte[101]);
    assertThat(cache.read("directory")).isNull();
    assertThat(cache.read("link")).isNull();
    assertThat(cache.read("large")).isNull();
  }
}
