package dev.createdump.engine.redact;

import dev.createdump.engine.scan.Template;
import java.util.List;
import java.util.SplittableRandom;

/// A generated secret and lines of text that hold it.
///
/// @param values what must not be seen
/// @param lines the lines, without line ends
record PlantedSecret(List<String> values, List<String> lines) {

  static PlantedSecret random(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> single("ghp_{base62:30}{crc32}", "String t = \"%s\";", random);
      case 1 -> single("AKIA{base32:16}", "key: %s # rotated", random);
      case 2 -> single("xoxb-{digits:12}-{digits:12}-{base62:24}", "curl -H 'Auth: %s' x", random);
      case 3 -> single("{base62:5}q7!{base62:5}", "db_password = \"%s\"", random);
      case 4 -> single("{base62:8}9Zx4", "url=postgres://app:%s@db:5432/x", random);
      case 5 -> single("{jwt}", "Authorization: Bearer %s", random);
      default -> privateKey(random);
    };
  }

  private static PlantedSecret single(String template, String line, SplittableRandom random) {
    String value = Template.expand(template, random);
    return new PlantedSecret(List.of(value), List.of(line.formatted(value)));
  }

  private static PlantedSecret privateKey(SplittableRandom random) {
    List<String> body =
        List.of(
            Template.expand("{base64:64}", random),
            Template.expand("{base64:64}", random),
            Template.expand("{base64:30}==", random));
    List<String> lines = new java.util.ArrayList<>();
    lines.add("-----BEGIN RSA PRIVATE KEY-----");
    lines.addAll(body);
    lines.add("-----END RSA PRIVATE KEY-----");
    return new PlantedSecret(body, lines);
  }
}
