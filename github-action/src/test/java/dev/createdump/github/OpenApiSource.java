package dev.createdump.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Fetches GitHub's own OpenAPI description (npm: `@octokit/openapi`, MIT) and cuts out the part
/// that create-dump uses. Nothing of it is kept in the repository; the part is cached under
/// `target`.
final class OpenApiSource {
  private static final String VERSION = "23.0.2";
  private static final String SHA512 =
      "pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==";
  private static final String ENTRY = "package/generated/api.github.com.json";
  private static final Path DIRECTORY = Path.of("target", "github-openapi");
  private static final JsonMapper JSON = new JsonMapper();

  /// What the adapter calls. GraphQL is not described.
  private static final Map<String, List<String>> USED =
      Map.of(
          "/user", List.of("get"),
          "/repos/{owner}/{repo}", List.of("get"),
          "/repos/{owner}/{repo}/pulls", List.of("get"),
          "/repos/{owner}/{repo}/pulls/{pull_number}", List.of("get"),
          "/repos/{owner}/{repo}/issues/{issue_number}/comments", List.of("get", "post"),
          "/repos/{owner}/{repo}/issues/comments/{comment_id}", List.of("patch"),
          "/repos/{owner}/{repo}/check-runs", List.of("post"),
          "/repos/{owner}/{repo}/check-runs/{check_run_id}", List.of("patch"),
          "/repos/{owner}/{repo}/commits/{ref}/check-runs", List.of("get"));

  private OpenApiSource() {}

  /// The part that we use, as JSON.
  ///
  /// @throws IOException with a message for people where npm or the network is missing
  static synchronized String load() throws IOException {
    Path cached =
        DIRECTORY.resolve("used-" + VERSION + "-" + Integer.toHexString(USED.hashCode()) + ".json");
    if (!Files.exists(cached)) {
      Files.createDirectories(DIRECTORY);
      Path archive = fetch();
      Path fresh = Files.writeString(DIRECTORY.resolve("fresh.json"), cut(unpack(archive)));
      Files.move(fresh, cached, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(archive);
    }
    return Files.readString(cached);
  }

  private static Path fetch() throws IOException {
    List<String> command =
        List.of(
            "npm",
            "pack",
            "@octokit/openapi@" + VERSION,
            "--pack-destination",
            DIRECTORY.toString(),
            "--fetch-retries",
            "1",
            "--fetch-timeout",
            "60000");
    Process npm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (npm.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Path archive = DIRECTORY.resolve("octokit-openapi-" + VERSION + ".tgz");
    if (!SHA512.equals(digest(archive))) {
      throw new IllegalStateException("@octokit/openapi " + VERSION + " is not what it was");
    }
    return archive;
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads one file of a tar archive: blocks of 512 bytes, the name at 0, the size in octal at 124.
  private static byte[] unpack(Path archive) throws IOException {
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      for (byte[] header = in.readNBytes(512); header.length == 512; header = in.readNBytes(512)) {
        String block = new String(header, StandardCharsets.ISO_8859_1);
        String size = block.substring(124, 136).replaceAll("[^0-7]", "");
        long length = size.isEmpty() ? 0 : Long.parseLong(size, 8);
        if (block.startsWith(ENTRY + "\0")) {
          return in.readNBytes(Math.toIntExact(length));
        }
        in.skipNBytes((length + 511) / 512 * 512);
      }
    }
    throw new IOException("no " + ENTRY + " in " + archive);
  }

  private static String cut(byte[] whole) throws IOException {
    JsonNode all = JSON.readTree(whole);
    ObjectNode part = JSON.createObjectNode();
    part.set("openapi", all.get("openapi"));
    part.set("info", all.get("info"));
    ObjectNode paths = part.putObject("paths");
    USED.forEach(
        (path, methods) -> {
          ObjectNode item = paths.putObject(path);
          methods.forEach(method -> item.set(method, all.at(pointer("paths", path, method))));
        });
    alsoGitHubsOwnMediaType(paths);
    copyReferences(all, part, paths, new HashSet<>());
    // a hint beside oneOf, which decides alone; the validator demands more of it than OpenAPI does
    part.findParents("discriminator")
        .forEach(schema -> ((ObjectNode) schema).remove("discriminator"));
    return part.toString();
  }

  /// The description knows JSON only by its plain name; clients are told to ask for GitHub's.
  private static void alsoGitHubsOwnMediaType(JsonNode paths) {
    for (JsonNode content : paths.findValues("content")) {
      if (content.has("application/json")) {
        ((ObjectNode) content).set("application/vnd.github+json", content.get("application/json"));
      }
    }
  }

  private static void copyReferences(
      JsonNode all, ObjectNode part, JsonNode node, Set<String> seen) {
    for (JsonNode reference : node.findValues("$ref")) {
      String pointer = reference.asText().substring(1);
      if (seen.add(pointer)) {
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        JsonNode target = all.at(pointer);
        part.withObject(parent).set(pointer.substring(parent.length() + 1), target);
        copyReferences(all, part, target, seen);
      }
    }
  }

  private static String pointer(String... names) {
    StringBuilder pointer = new StringBuilder();
    for (String name : names) {
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
