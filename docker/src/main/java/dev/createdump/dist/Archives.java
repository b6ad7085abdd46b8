package dev.createdump.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs what people download: one archive for every platform that has a JDK 25, as `tar.gz` and as
/// `zip`, and one for the platform of the build that brings its own Java. The same files give the
/// same bytes.
///
/// Start-up caches fit one build of Java, so they stay out of the ones that bring none.
public final class Archives {
  private Archives() {}

  /// Arguments: the distribution, the self-contained one, the directory of the archives, files to
  /// add to each, separated by commas, and the time that all entries get.
  public static void main(String[] args) throws IOException {
    Path dist = Path.of(args[0]);
    Path target = Files.createDirectories(Path.of(args[2]));
    List<Path> more = Stream.of(args[3].split(",", -1)).map(Path::of).toList();
    Instant time = Instant.parse(args[4]);
    String name = Files.readString(dist.resolve("lib/version.txt")).strip().replace(' ', '-');
    tar(dist, more, name, false, target, time);
    zip(dist, more, name, target, time);
    tar(Path.of(args[1]), more, name + "-" + platform(), true, target, time);
  }

  /// As Adoptium names platforms.
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    return (system.startsWith("mac") ? "mac" : system.startsWith("win") ? "windows" : system)
        + "-"
        + (machine.equals("amd64") ? "x64" : machine);
  }

  private static void tar(
      Path root, List<Path> more, String name, boolean caches, Path target, Instant time)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(target.resolve(name + ".tar.gz"));
        OutputStream out = new GZIPOutputStream(file, 1 << 16)) {
      TarFile tar = new TarFile(out, time);
      for (Path path : files(root, caches)) {
        String inside = root.relativize(path).toString();
        tar.add(inside.isEmpty() ? name : name + "/" + inside, path);
      }
      for (Path path : more) {
        tar.add(name + "/" + path.getFileName(), path);
      }
      tar.finish();
    }
  }

  private static void zip(Path root, List<Path> more, String name, Path target, Instant time)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(target.resolve(name + ".zip"));
        ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      for (Path path : files(root, false)) {
        if (Files.isRegularFile(path)) {
          add(zip, name + "/" + root.relativize(path).toString().replace('\\', '/'), path, time);
        }
      }
      for (Path path : more) {
        add(zip, name + "/" + path.getFileName(), path, time);
      }
    }
  }

  private static void add(ZipOutputStream zip, String name, Path path, Instant time)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    zip.putNextEntry(entry);
    Files.copy(path, zip);
    zip.closeEntry();
  }

  private static List<Path> files(Path root, boolean caches) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> caches || !path.toString().endsWith(Caches.SUFFIX))
          .sorted()
          .toList();
    }
  }
}
