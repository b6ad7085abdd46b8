package dev.createdump.dist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;

/// Many jars as one. Where two hold a file of one name, providers of services are joined, legal
/// texts are kept apart by jar, and anything else must be the same.
final class Merged {
  private static final byte[] MANIFEST =
      "Manifest-Version: 1.0\r\nMain-Class: dev.createdump.cli.Main\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  /// @param name the file name of the jar
  void add(String name, Jar jar) {
    jar.files().forEach((path, content) -> add(name, path, content));
  }

  Jar jar() {
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(JarFile.MANIFEST_NAME, MANIFEST);
    return new Jar(all);
  }

  private void add(String jar, String path, byte[] content) {
    if (isNotForRunning(path)) {
      return;
    }
    if (path.startsWith("META-INF/services/")) {
      files.merge(path, content, Merged::lines);
    } else if (isLegal(path)) {
      files.put("META-INF/licenses/" + jar + "/" + path.replace("META-INF/", ""), content);
    } else {
      byte[] other = files.put(path, content);
      if (other != null && !Arrays.equals(other, content)) {
        throw new IllegalStateException(path + " of " + jar + " differs from that of another jar");
      }
    }
  }

  /// The signature of one jar says nothing about all, and the start-up cache takes no signed class;
  /// on a class path no module is described. An index speaks of the jars it was made with.
  private static boolean isNotForRunning(String path) {
    return path.equals(JarFile.MANIFEST_NAME)
        || path.equals("module-info.class")
        || path.equals("META-INF/INDEX.LIST")
        || path.startsWith("OSGI-INF/")
        || path.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
        || isForRareMachines(path);
  }

  /// Native code comes for many systems, most of which no JDK 25 runs on that people use; there
  /// archives are compressed by Java itself.
  private static boolean isForRareMachines(String path) {
    return path.matches("(aix|darwin|freebsd|linux|win)/[^/]+/lib[^/]+\\.(so|dylib|dll)")
        && !path.matches("(darwin|linux|win)/(amd64|x86_64|aarch64)/.*");
  }

  private static boolean isLegal(String path) {
    return path.matches("(META-INF/)?[^/]*(LICENSE|NOTICE|DEPENDENCIES|about)[^/]*");
  }

  private static byte[] lines(byte[] some, byte[] more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(some);
    all.write('\n');
    all.writeBytes(more);
    return all.toByteArray();
  }
}
