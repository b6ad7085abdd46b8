package dev.createdump.engine.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a manifest that was read says, and what was computed while reading it. All texts are
/// foreign: whoever wrote the manifest chose them.
///
/// @param name the dump's name, the stem of its files
/// @param tool the version of create-dump that made it
/// @param change which change it is of
/// @param settingsDigest the SHA-256 of the settings it was made with
/// @param policy the central policies it was made under
/// @param counts what it says of its ledger as a whole
/// @param secrets how many secrets the change introduces
/// @param todos how many to-dos the change introduces
/// @param patchComplete whether the patch gives the head's tree
/// @param artifacts the files it seals
/// @param ledger the ledger, counted again
/// @param dumpDigest the digest that it states
/// @param run when and by which run it was made
/// @param previous the manifests before it of the same pull request; null where it was made without
///     looking for any
/// @param computed what was computed over its bytes
public record SealedManifest(
    String name,
    String tool,
    Change change,
    String settingsDigest,
    PolicyEvidence policy,
    Counts counts,
    long secrets,
    long todos,
    boolean patchComplete,
    List<SealedFile> artifacts,
    LedgerTally ledger,
    String dumpDigest,
    RunFacts run,
    @Nullable List<ManifestLink> previous,
    Computed computed) {

  public SealedManifest {
    artifacts = List.copyOf(artifacts);
    previous = previous == null ? null : List.copyOf(previous);
  }

  /// Which change a dump is of.
  ///
  /// @param host the forge's host; empty where there is none
  /// @param owner the owner; empty where there is none
  /// @param repository the repository's own name
  /// @param pullRequest the number of the pull request; null for a plain comparison
  /// @param base the tip the change is to be merged into
  /// @param mergeBase where it left that
  /// @param head the tip of the change
  /// @param committedAt when the head was committed, as `yyyy-mm-ddThh:mm:ssZ`
  public record Change(
      String host,
      String owner,
      String repository,
      @Nullable Long pullRequest,
      String base,
      String mergeBase,
      String head,
      String committedAt) {}

  /// Counts over a ledger.
  ///
  /// @param files the paths
  /// @param added the lines added
  /// @param deleted the lines removed
  /// @param byStatus paths by the letter of what happened to them
  /// @param byState paths by how much of them is shown
  public record Counts(
      long files,
      long added,
      long deleted,
      Map<String, Long> byStatus,
      Map<String, Long> byState) {}

  /// When and where the dump was made.
  public record RunFacts(String startedAt, String system, String id, String url) {}

  /// What reading computed.
  ///
  /// @param sha256 the SHA-256 of the manifest's bytes
  /// @param size their number
  /// @param dumpDigest the digest that the manifest must state
  public record Computed(String sha256, long size, String dumpDigest) {}

  /// Whether the manifest is what its own digest says.
  public boolean isSelfConsistent() {
    return dumpDigest.equals(computed.dumpDigest());
  }
}
