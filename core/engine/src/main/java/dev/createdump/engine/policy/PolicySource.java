package dev.createdump.engine.policy;

/// A central policy and how it came here.
///
/// @param file what it says
/// @param sha256 the digest of its bytes, in hexadecimal digits
/// @param pinned whether the one who named it also named this digest
/// @param signer who signed it, by the name in the list of allowed signers; empty where nobody was
///     asked to
/// @param arrival how it came
/// @param ageSeconds how long ago the place it comes from last confirmed it; 0 for a fresh one
public record PolicySource(
    PolicyFile file,
    String sha256,
    boolean pinned,
    String signer,
    Arrival arrival,
    long ageSeconds) {

  public String uri() {
    return file.uri();
  }

  /// How a policy came.
  public enum Arrival {
    /// Read or downloaded in this run.
    FETCHED,
    /// Kept by an earlier run; the place it comes from said that it is unchanged, or need not be
    /// asked.
    KEPT,
    /// Kept by an earlier run; the place it comes from was not reached.
    LAST_GOOD;

    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
