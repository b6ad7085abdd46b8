package dev.createdump.engine.central;

import dev.createdump.engine.base.Digests;
import dev.createdump.engine.base.Environment;
import dev.createdump.engine.base.Failure;
import dev.createdump.engine.bucket.Stores;
import dev.createdump.engine.central.PolicyCache.Entry;
import dev.createdump.engine.policy.PolicyFile;
import dev.createdump.engine.policy.PolicySource;
import dev.createdump.engine.policy.PolicySource.Arrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Brings one policy here: from the cache where that may be, else from its place. Digest and
/// signature are checked before anything is parsed, wherever the bytes came from.
final class PolicyLoader implements AutoCloseable {
  private final Access access;
  private final Supplier<Stores> stores;
  private final PolicyCache cache;
  private final @Nullable AllowedSigners signers;
  private final Instant now;
  private final List<String> notes = new ArrayList<>();
  private final GitReader git;

  PolicyLoader(Environment environment, Access access, Supplier<Stores> stores, Instant now)
      throws Failure.Policy {
    this.access = access;
    this.stores = stores;
    this.now = now;
    this.cache = PolicyCache.of(environment);
    Optional<String> said = environment.get("CREATE_DUMP_POLICY_SIGNERS");
    this.signers = said.isPresent() ? AllowedSigners.of(said.get()) : null;
    this.git = new GitReader(access);
  }

  /// What people should be told of how policies came here.
  List<String> notes() {
    return notes;
  }

  /// Bytes that were checked, and how they came.
  private record Checked(
      byte[] policy, byte @Nullable [] signature, String signer, Arrival arrival, long seen) {
    String sha256() {
      return Digests.sha256Hex(policy);
    }
  }

  /// Loads a policy.
  ///
  /// @param level how near it is; see [PolicyFile]
  /// @param named whether the one who runs this named it, rather than another policy
  PolicySource load(PolicyUri uri, int level, boolean named) throws Failure {
    boolean mustBeSigned = signers != null && (named || !uri.isPinned());
    if (uri.scheme().equals("git+git") && !mustBeSigned && !uri.isPinned()) {
      throw PolicyUri.refuse(uri.shown(), "anybody on the way could change it; pin or sign it");
    }
    Checked checked = local(uri, mustBeSigned);
    if (checked == null) {
      checked = fetch(uri, mustBeSigned);
    }
    PolicyFile file = parse(uri, checked, level);
    if (!named || uri.isPinned() || mustBeSigned) {
      return source(uri, checked, file);
    }
    notes.add(
        "the policy "
            + uri.shown()
            + " is neither pinned nor signed: add #sha256="
            + checked.sha256()
            + " or name CREATE_DUMP_POLICY_SIGNERS");
    return source(uri, checked, file);
  }

  /// The digest of what is at a place.
  String digest(PolicyUri uri) throws Failure {
    try {
      Optional<PolicyReader.Answer> answer = reader(uri).read(uri, "");
      byte[] bytes = answer.isPresent() ? answer.get().bytes() : null;
      if (bytes == null) {
        throw missing(uri);
      }
      return Digests.sha256Hex(bytes);
    } catch (UnreachableException e) {
      return Digests.sha256Hex(lastGood(uri, null, e).policy());
    }
  }

  private static Failure.Policy missing(PolicyUri uri) {
    return new Failure.Policy(
        "there is no policy at " + uri.shown(), "Check the URI, and who may read it.");
  }

  private PolicySource source(PolicyUri uri, Checked checked, PolicyFile file) {
    long age = Math.max(0, now.getEpochSecond() - checked.seen());
    return new PolicySource(
        file, checked.sha256(), uri.isPinned(), checked.signer(), checked.arrival(), age);
  }

  private static PolicyFile parse(PolicyUri uri, Checked checked, int level) throws Failure.Policy {
    return PolicyFile.of(uri.shown(), checked.policy(), level);
  }

  /// What is kept and needs no asking: the content of a pin, or one that is fresh by its own word.
  private @Nullable Checked local(PolicyUri uri, boolean mustBeSigned) throws Failure {
    if (uri.scheme().equals("file") || uri.scheme().equals("git+file")) {
      return null;
    }
    Optional<Entry> entry = cache.entry(uri);
    if (uri.isPinned() && (!mustBeSigned || entry.isPresent())) {
      return kept(uri, pinned(uri, entry), mustBeSigned, Arrival.KEPT);
    }
    Checked kept = kept(uri, entry, mustBeSigned, Arrival.KEPT);
    if (kept == null) {
      return null;
    }
    long age = now.getEpochSecond() - kept.seen();
    boolean fresh = age >= 0 && age < parse(uri, kept, 0).freshFor().toSeconds();
    return fresh ? kept : null;
  }

  private Optional<Entry> pinned(PolicyUri uri, Optional<Entry> entry) {
    String signature = entry.map(Entry::signature).orElse("");
    long seen = entry.map(Entry::seen).orElse(now.getEpochSecond());
    return Optional.of(new Entry(uri.sha256(), signature, "", seen));
  }

  /// Kept bytes that pass all checks; null where there are none. What does not pass was made for
  /// other checks, and is fetched anew.
  private @Nullable Checked kept(
      PolicyUri uri, Optional<Entry> entry, boolean mustBeSigned, Arrival arrival) {
    Optional<byte[]> policy = entry.flatMap(e -> cache.content(e.sha256()));
    if (policy.isEmpty()) {
      return null;
    }
    Optional<byte[]> signature = entry.flatMap(e -> cache.content(e.signature()));
    try {
      return check(
          uri, policy.get(), signature.orElse(null), mustBeSigned, arrival, entry.get().seen());
    } catch (Failure.Policy e) {
      return null;
    }
  }

  private Checked fetch(PolicyUri uri, boolean mustBeSigned) throws Failure {
    Optional<Entry> entry = cache.entry(uri);
    Checked kept = kept(uri, entry, mustBeSigned, Arrival.KEPT);
    try {
      String tag = kept == null ? "" : entry.map(Entry::tag).orElse("");
      Optional<PolicyReader.Answer> answer = reader(uri).read(uri, tag);
      if (answer.isEmpty()) {
        throw missing(uri);
      }
      byte[] bytes = answer.get().bytes();
      if (bytes == null && kept != null) {
        keep(uri, kept, tag);
        return new Checked(
            kept.policy(), kept.signature(), kept.signer(), Arrival.KEPT, now.getEpochSecond());
      }
      if (bytes == null) {
        throw new UnreachableException("it answers that nothing changed");
      }
      byte[] signature = mustBeSigned ? signature(uri) : null;
      Checked checked =
          check(uri, bytes, signature, mustBeSigned, Arrival.FETCHED, now.getEpochSecond());
      keep(uri, checked, answer.get().tag());
      return checked;
    } catch (UnreachableException e) {
      return lastGood(uri, kept, e);
    }
  }

  private byte[] signature(PolicyUri uri) throws UnreachableException, Failure {
    PolicyUri beside = uri.signature();
    Optional<PolicyReader.Answer> answer = reader(uri).read(beside, "");
    byte[] bytes = answer.isPresent() ? answer.get().bytes() : null;
    if (bytes == null) {
      throw new Failure.Policy(
          "the policy at " + uri.shown() + " is not signed: there is no " + beside.shown(),
          "Sign it with `create-dump policy sign`.");
    }
    return bytes;
  }

  /// The last copy, where its own word allows that.
  private Checked lastGood(PolicyUri uri, @Nullable Checked kept, UnreachableException why)
      throws Failure.Policy {
    if (kept != null) {
      long age = now.getEpochSecond() - kept.seen();
      long allowed = parse(uri, kept, 0).lastGoodFor().toSeconds();
      if (allowed > 0 && age >= 0 && age <= allowed) {
        notes.add(
            "the policy "
                + uri.shown()
                + " was not reached ("
                + why.getMessage()
                + "); its last copy is used, as it allows");
        return new Checked(
            kept.policy(), kept.signature(), kept.signer(), Arrival.LAST_GOOD, kept.seen());
      }
    }
    throw new Failure.Policy(
        "the policy at " + uri.shown() + " was not reached: " + why.getMessage(),
        kept == null
            ? "Nothing runs without it."
            : "Nothing runs without it; a last copy is used only where the policy says"
                + " on_unreachable = \"last-good\", and not for longer than its max_age.");
  }

  private void keep(PolicyUri uri, Checked checked, String tag) {
    if (uri.scheme().equals("file") || uri.scheme().equals("git+file")) {
      return;
    }
    List<byte[]> contents = new ArrayList<>();
    contents.add(checked.policy());
    byte[] signature = checked.signature();
    if (signature != null) {
      contents.add(signature);
    }
    String signed = signature == null ? "" : Digests.sha256Hex(signature);
    cache.keep(uri, new Entry(checked.sha256(), signed, tag, now.getEpochSecond()), contents);
  }

  /// Pin and signature, before anything is parsed.
  private Checked check(
      PolicyUri uri,
      byte[] policy,
      byte @Nullable [] signature,
      boolean mustBeSigned,
      Arrival arrival,
      long seen)
      throws Failure.Policy {
    String sha256 = Digests.sha256Hex(policy);
    if (uri.isPinned() && !sha256.equals(uri.sha256())) {
      throw new Failure.Policy(
          "the policy at " + uri.shown() + " has the digest " + sha256 + ", not " + uri.sha256(),
          "It changed under its pin. Read what changed before you pin the new digest.");
    }
    String signer = "";
    if (mustBeSigned && signers != null) {
      if (signature == null) {
        throw new Failure.Policy("the policy at " + uri.shown() + " is not signed", "");
      }
      signer = signers.verify(uri.shown(), policy, signature, now);
    }
    return new Checked(policy, mustBeSigned ? signature : null, signer, arrival, seen);
  }

  private PolicyReader reader(PolicyUri uri) {
    return switch (uri.scheme()) {
      case "file" -> new FileReader();
      case "https" -> new HttpsReader(access);
      default -> uri.isGit() ? git : new StoreReader(stores, access);
    };
  }

  @Override
  public void close() {
    git.close();
  }
}
