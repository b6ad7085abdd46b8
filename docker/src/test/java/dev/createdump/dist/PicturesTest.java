package dev.createdump.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guides' pictures are what a run leaves behind, and not what it once left.
final class PicturesTest {
  private static final Path SHIPPED = Path.of("../docs/pictures");

  @TempDir Path made;

  @Test
  void theScriptMakesEveryPictureOfTheGuides() throws Exception {
    assumeTrue(
        has("npm") && has("node") && (has("chromium") || has("google-chrome")),
        "pictures need npm and chromium: apt-get install -y npm chromium");
    Map<String, String> variables = new TreeMap<>(System.getenv());
    variables.put("JAVA_HOME", System.getProperty("java.home"));

    Ran ran =
        Ran.of(
            Path.of(".."),
            variables,
            List.of(SHIPPED.resolve("make").toAbsolutePath().toString(), made.toString()));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    try (Stream<Path> pictures = Files.list(SHIPPED)) {
      for (Path shipped : pictures.filter(file -> file.toString().endsWith(".png")).toList()) {
        BufferedImage now = ImageIO.read(made.resolve(shipped.getFileName()).toFile());
        BufferedImage then = ImageIO.read(shipped.toFile());
        // Fonts differ from machine to machine, and with them where a line ends.
        assertThat(now.getWidth()).as(shipped.toString()).isEqualTo(then.getWidth());
        assertThat(Math.abs(now.getHeight() - then.getHeight())).isLessThan(150);
        assertThat(colours(now)).hasSizeGreaterThan(50);
      }
    }
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    return colours;
  }

  private static boolean has(String program) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
