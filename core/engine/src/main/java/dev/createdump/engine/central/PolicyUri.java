package dev.createdump.engine.central;

import dev.createdump.engine.base.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a policy is, and which digest it must have.
///
/// `file:///dir/policy.toml` or a path, `https://host/policy.toml`, `s3://`, `gs://`, `az://` and
/// whatever stores are installed, `git+https://host/repo.git@REV#path=policy.toml`, also with
/// `git+ssh`, `git+file` and `git+git`. A pin stands in the fragment: `#sha256=HEX`.
///
/// @param scheme in lower case, `git+https` as a whole
/// @param location the URI without revision and fragment
/// @param revision of a git repository; else empty
/// @param path within a git repository; else empty
/// @param sha256 the pinned digest in lower-case hexadecimal digits; empty where there is none
public record PolicyUri(
    String scheme, String location, String revision, String path, String sha256) {
  private static final String GIT = "git+";

  /// Reads a URI as people write it.
  ///
  /// @throws Failure.Policy where it is none
  public static PolicyUri parse(String text) throws Failure.Policy {
    int hash = text.indexOf('#');
    String location = hash < 0 ? text : text.substring(0, hash);
    Map<String, String> fragment = fragment(text, hash < 0 ? "" : text.substring(hash + 1));
    String sha256 = fragment.getOrDefault("sha256", "").toLowerCase(Locale.ROOT);
    if (fragment.containsKey("sha256") && !sha256.matches("[0-9a-f]{64}")) {
      throw refuse(text, "its pin is not 64 hexadecimal digits");
    }
    int colon = location.indexOf(':');
    // One letter before a colon is a drive.
    String scheme = colon < 2 ? "file" : location.substring(0, colon).toLowerCase(Locale.ROOT);
    if (scheme.equals("file") && !location.isEmpty()) {
      location = file(text, colon < 2 ? Path.of(location) : null, location);
    }
    PolicyUri uri =
        scheme.startsWith(GIT)
            ? git(text, scheme, location, fragment.getOrDefault("path", ""), sha256)
            : new PolicyUri(scheme, location, "", "", sha256);
    uri.check(text, fragment);
    return uri;
  }

  /// One spelling for one file.
  private static String file(String text, @Nullable Path path, String location)
      throws Failure.Policy {
    try {
      Path file = path == null ? Path.of(URI.create(location)) : path;
      return file.toAbsolutePath().normalize().toUri().toString();
    } catch (IllegalArgumentException e) {
      throw refuse(text, "it is no file: file:///DIRECTORY/NAME");
    }
  }

  private static Map<String, String> fragment(String text, String fragment) throws Failure.Policy {
    Map<String, String> values = new TreeMap<>();
    for (String pair : fragment.isEmpty() ? new String[0] : fragment.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      boolean known = name.equals("sha256") || name.equals("path");
      if (!known || values.put(name, pair.substring(equals + 1)) != null) {
        throw refuse(text, "behind # it may have sha256=HEX and, for git, path=FILE");
      }
    }
    return values;
  }

  private static PolicyUri git(
      String text, String scheme, String location, String path, String sha256)
      throws Failure.Policy {
    int slash = location.lastIndexOf('/');
    int at = location.indexOf('@', Math.max(slash, 0));
    if (at < 0) {
      // A revision may hold slashes: the last @ behind the authority starts it.
      int authority = location.indexOf('/', location.indexOf("://") + 3);
      at = authority < 0 ? -1 : location.indexOf('@', authority);
    }
    if (at < 0 || at == location.length() - 1) {
      throw refuse(text, "it names no revision: git+https://host/repo.git@REV#path=policy.toml");
    }
    if (path.isEmpty() || path.startsWith("/") || path.contains("..")) {
      throw refuse(text, "it names no file in the repository: …@REV#path=policy.toml");
    }
    String revision = location.substring(at + 1);
    return new PolicyUri(scheme, location.substring(0, at), revision, path, sha256);
  }

  private void check(String text, Map<String, String> fragment) throws Failure.Policy {
    try {
      URI uri = new URI(isGit() ? location.substring(GIT.length()) : location);
      String authority = uri.getRawAuthority();
      int at = authority == null ? -1 : authority.lastIndexOf('@');
      // A user's name is no credential over ssh; what stands behind a colon is a password.
      boolean name =
          scheme.equals("git+ssh") && authority != null && authority.lastIndexOf(':', at) < 0;
      if (at >= 0 && !name) {
        throw refuse(
            scheme + "://…" + authority.substring(at), "credentials have no place in a URI");
      }
    } catch (URISyntaxException e) {
      throw refuse(text, "it is no URI");
    }
    if (!isGit() && fragment.containsKey("path")) {
      throw refuse(text, "only git has a path behind #");
    }
    if (scheme.equals("http") || scheme.equals("git+http")) {
      throw refuse(text, "anybody on the way could change it; use " + scheme + "s:");
    }
  }

  static Failure.Policy refuse(String shown, String why) {
    return new Failure.Policy(
        "the policy cannot be at " + Shown.of(shown) + ": " + why,
        "See docs/policy.md for the forms of --policy and CREATE_DUMP_CONFIG_URI.");
  }

  boolean isGit() {
    return scheme.startsWith(GIT);
  }

  boolean isPinned() {
    return !sha256.isEmpty();
  }

  /// What a git program is given.
  String gitUrl() {
    return location.substring(GIT.length());
  }

  URI asUri() {
    return URI.create(location);
  }

  /// The same place without its pin: what tells one policy from another.
  String identity() {
    return isGit() ? location + "@" + revision + "#path=" + path : location;
  }

  /// For people and manifests: without a query, where signed URLs carry their signature.
  public String shown() {
    String identity = identity();
    int query = isGit() ? -1 : identity.indexOf('?');
    return Shown.of(query < 0 ? identity : identity.substring(0, query) + "?…");
  }

  /// The detached signature beside it.
  PolicyUri signature() {
    if (isGit()) {
      return new PolicyUri(scheme, location, revision, path + ".sig", "");
    }
    int query = location.indexOf('?');
    String signed =
        query < 0
            ? location + ".sig"
            : location.substring(0, query) + ".sig" + location.substring(query);
    return new PolicyUri(scheme, signed, "", "", "");
  }

  /// A policy that this one extends; a text without a scheme is beside it.
  PolicyUri parent(String text) throws Failure.Policy {
    int colon = text.indexOf(':');
    int hash = text.indexOf('#');
    boolean relative = colon < 2 || (hash >= 0 && hash < colon);
    if (!relative || text.startsWith("/")) {
      return parse(text);
    }
    String file = hash < 0 ? text : text.substring(0, hash);
    String pin = hash < 0 ? "" : text.substring(hash);
    if (isGit()) {
      String base = path.substring(0, path.lastIndexOf('/') + 1);
      String inside = Path.of(base + file).normalize().toString().replace('\\', '/');
      String more = pin.isEmpty() ? "" : "&" + pin.substring(1);
      return parse(location + "@" + revision + "#path=" + inside + more);
    }
    int query = location.indexOf('?');
    String base = query < 0 ? location : location.substring(0, query);
    return parse(URI.create(base).resolve(file) + pin);
  }
}
