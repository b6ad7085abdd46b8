package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.Owner;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.source.CodeOwners;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whom a change concerns. The file of the branch that it goes to says so, not its own.
final class Owners {
  private Owners() {}

  /// The owners, those of the most paths first; none where nobody would be told.
  static List<Owner> of(CiContext ci, Ruling ruling, List<FileNote> files, Redactor redactor)
      throws Failure {
    if (ci.review() == null) {
      return List.of();
    }
    Optional<CodeOwners> owners = CodeOwners.of(ruling.git(), ruling.comparison().base().id());
    if (owners.isEmpty()) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    for (FileNote file : files) {
      paths.add(file.entry().change().path().escaped());
    }
    List<Owner> named = new ArrayList<>();
    for (Map.Entry<String, Integer> owner : owners.get().count(paths).entrySet()) {
      named.add(new Owner(redactor.text(owner.getKey()), owner.getValue()));
    }
    named.sort((one, other) -> Integer.compare(other.paths(), one.paths()));
    return named;
  }
}
