package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Reasons;
import dev.createdump.engine.batch.Partition;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.CodeOwners;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.source.TreeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whom the projects of a batch concern, by the `CODEOWNERS` of the tree that is dumped: those who
/// own the files that lie directly in a project's directory, its markers among them.
final class BatchOwners {
  private static final int LARGEST = 4 << 20;

  /// A directory of more files tells nothing new.
  private static final int MOST_PATHS = 1_000;

  private final Optional<CodeOwners> owners;

  private BatchOwners(Optional<CodeOwners> owners) {
    this.owners = owners;
  }

  /// Nobody's where a part of a repository is dumped, as the file speaks of the whole.
  static BatchOwners of(TreeOrigin origin) throws Failure {
    if (!origin.below().isEmpty()) {
      return new BatchOwners(Optional.empty());
    }
    Map<String, TreeEntry> files = new HashMap<>();
    for (TreeEntry entry : origin.source().entries()) {
      if (CodeOwners.PLACES.contains(entry.path().text())) {
        files.put(entry.path().text(), entry);
      }
    }
    for (String place : CodeOwners.PLACES) {
      TreeEntry file = files.get(place);
      if (file != null) {
        return new BatchOwners(read(origin.source(), file));
      }
    }
    return new BatchOwners(Optional.empty());
  }

  private static Optional<CodeOwners> read(TreeSource source, TreeEntry file) throws Failure {
    try (TreeSource.Reader reader = source.reader()) {
      reader.announce(List.of(file));
      byte[] content = reader.read(file, LARGEST).bytes();
      return content == null ? Optional.empty() : CodeOwners.read(content);
    } catch (TreeSource.Unreadable e) {
      // The dump that it belongs to says so.
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure.Source("cannot read " + file.path().text() + ": " + Reasons.of(e), "", e);
    }
  }

  /// The owners of a project, those of the most files first; safe to show.
  List<String> of(Partition.Part part) {
    if (owners.isEmpty()) {
      return List.of();
    }
    int depth = part.directory().isEmpty() ? 0 : part.directory().length() + 1;
    List<String> paths = new ArrayList<>();
    for (TreeEntry entry : part.entries()) {
      String path = entry.path().escaped();
      if (path.indexOf('/', depth) < 0 && paths.size() < MOST_PATHS) {
        paths.add(path);
      }
    }
    List<Map.Entry<String, Integer>> counted =
        new ArrayList<>(owners.get().count(paths).entrySet());
    counted.sort((one, other) -> Integer.compare(other.getValue(), one.getValue()));
    List<String> named = new ArrayList<>();
    for (Map.Entry<String, Integer> owner : counted) {
      named.add(Redactor.standalone(owner.getKey()).value());
    }
    return named;
  }
}
