package dev.createdump.engine.plugin;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// A jar that says it is a plugin; nothing of it was run.
///
/// @param name lower-case words joined by hyphens
/// @param version as its author wrote it
/// @param sha256 of the jar, in hexadecimal digits
public record PluginJar(String name, String version, String sha256, Path file) {
  /// The version of the interfaces in `spi.plugin`.
  static final String SPI = "1";

  private static final String NAME = "Create-Dump-Plugin-Name";
  private static final String VERSION = "Create-Dump-Plugin-Version";
  private static final String SPI_VERSION = "Create-Dump-Spi";

  /// @throws Failure.Policy where the file is no plugin that this version could load
  static PluginJar read(Path file) throws Failure {
    String sha256 = sha256(file);
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw bad(file, "has no manifest");
      }
      Attributes says = manifest.getMainAttributes();
      String name = required(says, NAME, "[a-z][a-z0-9]*(-[a-z0-9]+)*", file);
      String version = required(says, VERSION, "[0-9A-Za-z][0-9A-Za-z.+_-]*", file);
      String spi = required(says, SPI_VERSION, "[0-9]+", file);
      if (!spi.equals(SPI)) {
        throw bad(file, "was made for version " + spi + " of the interfaces; this has " + SPI);
      }
      if (says.getValue(Attributes.Name.CLASS_PATH) != null) {
        // What it names would run without standing in any digest.
        throw bad(file, "names other jars in Class-Path; a plugin is one jar with all it needs");
      }
      return new PluginJar(name, version, sha256, file);
    } catch (IOException e) {
      throw bad(file, "is no jar that can be read: " + e.getMessage());
    }
  }

  private static String required(Attributes says, String header, String pattern, Path file)
      throws Failure {
    @Nullable String value = says.getValue(header);
    if (value == null) {
      throw bad(file, "lacks " + header + " in its manifest");
    }
    if (value.length() > 64 || !value.matches(pattern)) {
      throw bad(file, "has a " + header + " that does not match " + pattern);
    }
    return value;
  }

  private static String sha256(Path file) throws Failure {
    try {
      return Digests.sha256Hex(file);
    } catch (IOException e) {
      throw bad(file, "cannot be read: " + e.getMessage());
    }
  }

  private static Failure.Policy bad(Path file, String why) {
    return new Failure.Policy(
        "the plugin " + file + " " + why,
        "docs/plugins.md says what makes a jar a plugin; take it out of the directory otherwise.");
  }

  /// As people read it.
  public String described() {
    return name + " " + version;
  }
}
