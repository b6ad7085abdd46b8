package dev.createdump.engine.evidence;

import dev.createdump.engine.manifest.ManifestLink;
import dev.createdump.engine.manifest.SealedManifest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows a manifest to the ones before it of the same pull request, back to the first: each must
/// be there, byte for byte as the later one names it.
final class ChainCheck {
  private static final String CHECK = "chain";

  /// More dumps of one pull request than anyone makes; whoever forges a chain gets no further.
  private static final int MAX_LINKS = 10_000;

  private final ChainSource source;
  private final Findings findings;
  private final Set<String> seen = new HashSet<>();
  private int missing;

  ChainCheck(ChainSource source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  void run(SealedManifest manifest, boolean required) {
    if (manifest.change().pullRequest() == null) {
      findings.absent(CHECK, "not of a pull request");
      return;
    }
    List<ManifestLink> previous = manifest.previous();
    if (previous == null) {
      end(required, manifest.name(), "names no manifests before it: it was made without a store");
      return;
    }
    follow(manifest, previous);
    if (missing > 0 && !required) {
      end(false, manifest.name(), count(missing) + " before it are not at hand");
      return;
    }
    if (missing > 0) {
      findings.problem(
          CHECK, "chain-missing", manifest.name(), count(missing) + " before it are not at hand");
    }
    int before = seen.size() - missing;
    findings.checked(
        CHECK, before == 0 ? "the first of its pull request" : count(before) + " before it");
  }

  private void end(boolean required, String subject, String message) {
    if (required) {
      findings.problem(CHECK, "chain-missing", subject, message);
      findings.checked(CHECK, "");
    } else {
      findings.absent(CHECK, message);
    }
  }

  private static String count(int manifests) {
    return manifests + (manifests == 1 ? " manifest" : " manifests");
  }

  private void follow(SealedManifest first, List<ManifestLink> previous) {
    Deque<ManifestLink> open = new ArrayDeque<>(previous);
    while (!open.isEmpty()) {
      ManifestLink link = open.removeFirst();
      if (!seen.add(link.sha256())) {
        continue;
      }
      if (seen.size() > MAX_LINKS) {
        findings.problem(CHECK, "chain-too-long", link.key(), "is beyond any pull request's dumps");
        return;
      }
      SealedManifest found = find(link);
      if (found != null && isLink(link, found, first)) {
        List<ManifestLink> before = found.previous();
        open.addAll(before == null ? List.of() : before);
      }
    }
  }

  private @Nullable SealedManifest find(ManifestLink link) {
    try {
      SealedManifest found = source.find(link);
      if (found == null && !source.isComplete()) {
        missing++;
      } else if (found == null) {
        findings.problem(
            CHECK, "chain-broken", link.key(), "is named by a later manifest and is not there");
      }
      return found;
    } catch (IOException e) {
      findings.problem(CHECK, "chain-broken", link.key(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private boolean isLink(ManifestLink link, SealedManifest found, SealedManifest first) {
    if (!found.computed().sha256().equals(link.sha256())) {
      findings.problem(
          CHECK,
          "chain-mismatch",
          link.key(),
          "has the SHA-256 "
              + found.computed().sha256()
              + ", and a later manifest names "
              + link.sha256());
      return false;
    }
    SealedManifest.Change one = found.change();
    SealedManifest.Change other = first.change();
    boolean same =
        one.host().equals(other.host())
            && one.owner().equals(other.owner())
            && one.repository().equals(other.repository())
            && Objects.equals(one.pullRequest(), other.pullRequest());
    if (!same) {
      findings.problem(CHECK, "chain-mismatch", link.key(), "is of another pull request");
    }
    return same;
  }
}
