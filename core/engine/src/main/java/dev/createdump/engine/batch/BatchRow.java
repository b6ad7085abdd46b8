package dev.createdump.engine.batch;

import java.util.List;

/// What the index of a batch says of one project. All texts are safe to show.
///
/// @param directory from the top of the repository; empty for the repository itself
/// @param markers what makes it a project; empty where it was named
/// @param config the configuration files that hold in it beside the repository's, outermost first
/// @param owners who owns the files directly in it, by CODEOWNERS
/// @param outcome how it went
/// @param exitCode what a run of this project alone would end with
/// @param paths how many paths belong to it
/// @param place the directory with its dump, beside the index
/// @param dump what was made; [Dump#NONE] where nothing was
/// @param error why it failed, and what to do; empty where it did not
/// @param reason why it was not dumped; empty where it was, or failed
public record BatchRow(
    String directory,
    List<String> markers,
    List<String> config,
    List<String> owners,
    Result outcome,
    int exitCode,
    int paths,
    String place,
    Dump dump,
    String error,
    String reason) {
  public BatchRow {
    markers = List.copyOf(markers);
    config = List.copyOf(config);
    owners = List.copyOf(owners);
  }

  /// How a project went.
  public enum Result {
    /// The dump is there.
    DONE,
    /// The dump is there, and holds findings that the configuration blocks.
    BLOCKED,
    /// The dump is there, and something could not be read.
    INCOMPLETE,
    /// There is no dump.
    FAILED,
    /// A rehearsal: nothing was written.
    PLANNED,
    /// There is no dump, as nothing of the project changed.
    SKIPPED,
    /// The dump of an earlier run is what this one would make, and stands.
    UNCHANGED;

    /// The word of the index.
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// A dump.
  ///
  /// @param name the stem of its files
  /// @param digest the digest that its manifest states; empty for a rehearsal
  /// @param bytes what its paths hold
  /// @param findings how many secrets it reports
  /// @param unread how many paths could not be read
  /// @param stored the manifests in stores
  public record Dump(
      String name, String digest, long bytes, int findings, int unread, List<String> stored) {
    /// No dump.
    public static final Dump NONE = new Dump("", "", 0, 0, 0, List.of());

    public Dump {
      stored = List.copyOf(stored);
    }

    public boolean isThere() {
      return !name.isEmpty();
    }
  }
}
