package dev.createdump.engine;

import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.Owner;
import dev.createdump.engine.manifest.SealedFile;
import dev.createdump.engine.policy.Resolved;
import dev.createdump.engine.redact.Proof;
import dev.createdump.spi.Receipt;
import java.nio.file.Path;
import java.util.List;

/// How a run that reached its end went. Runs that did not, end with a
/// {@link dev.createdump.engine.base.Failure}.
public sealed interface Outcome {
  Result result();

  /// Which of the outcomes this is, for switches that a short run cannot afford over patterns.
  Kind kind();

  /// The outcomes by name.
  enum Kind {
    DONE,
    BLOCKED
  }

  /// The dump is made, and nothing speaks against the change.
  record Done(Result result) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.DONE;
    }
  }

  /// The dump is made, and it holds findings that the configuration blocks, or such that an entry
  /// of the allow-list silenced until it expired.
  ///
  /// @param blocking how many the configuration blocks
  record Blocked(Result result, int blocking) implements Outcome {
    @Override
    public Kind kind() {
      return Kind.BLOCKED;
    }
  }

  /// The outcome of a run that made this.
  ///
  /// @param blocking how many findings the configuration blocks
  static Outcome of(Result result, int blocking) {
    return blocking > 0 || result.header().expired() > 0
        ? new Blocked(result, blocking)
        : new Done(result);
  }

  /// What a run made.
  ///
  /// @param config the settings it was made under
  /// @param header what the dump says above its files
  /// @param directory where its files are; named even where a dry run wrote nothing
  /// @param files its files, the manifest last; empty for a dry run
  /// @param dumpDigest the digest that names the dump's content, in hexadecimal digits
  /// @param receipts what the stores answered, store by store
  /// @param proof what everything that is told of it must pass
  /// @param owners whom the change concerns, those of the most paths first
  record Result(
      Resolved config,
      DumpHeader header,
      Path directory,
      List<SealedFile> files,
      String dumpDigest,
      List<Receipt> receipts,
      Proof proof,
      List<Owner> owners) {
    public Result {
      files = List.copyOf(files);
      receipts = List.copyOf(receipts);
      owners = List.copyOf(owners);
    }

    /// Concerning nobody in particular.
    Result(
        Resolved config,
        DumpHeader header,
        Path directory,
        List<SealedFile> files,
        String dumpDigest,
        List<Receipt> receipts,
        Proof proof) {
      this(config, header, directory, files, dumpDigest, receipts, proof, List.of());
    }

    /// What a dry run would make.
    static Result planned(Resolved config, DumpHeader header, Proof proof) {
      return planned(config, Path.of(config.settings().output().dir()), header, proof);
    }

    /// What a dry run would make in a directory.
    static Result planned(Resolved config, Path directory, DumpHeader header, Proof proof) {
      return new Result(config, header, directory, List.of(), "", List.of(), proof);
    }

    /// The same, concerning these.
    Result withOwners(List<Owner> others) {
      return new Result(config, header, directory, files, dumpDigest, receipts, proof, others);
    }
  }
}
