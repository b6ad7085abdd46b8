package dev.createdump.engine.source;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.patch.ObjectId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Merge bases that are looked for before it is known that the commits are there: CI systems name
/// both by their ids, and git needs as long to read its index of packs for either question.
final class EarlyMergeBases {
  private final Git git;
  private final @Nullable Asked asked;

  /// What goes on beside the flow.
  private record Asked(ObjectId base, ObjectId head, FutureTask<List<ObjectId>> answer) {}

  private EarlyMergeBases(Git git, @Nullable Asked asked) {
    this.git = git;
    this.asked = asked;
  }

  /// Looks for nothing before it is asked.
  static EarlyMergeBases none(Git git) {
    return new EarlyMergeBases(git, null);
  }

  /// Looks for those of two ids; for none where a revision has another kind of name.
  static EarlyMergeBases of(Git git, CiContext.Revision base, CiContext.Revision head) {
    String one = id(base);
    String other = id(head);
    if (one.isEmpty() || other.isEmpty()) {
      return none(git);
    }
    ObjectId from = new ObjectId(one);
    ObjectId to = new ObjectId(other);
    FutureTask<List<ObjectId>> answer = new FutureTask<>(() -> git.mergeBases(from, to));
    Thread thread = new Thread(answer, "merge-base");
    thread.setDaemon(true);
    thread.start();
    return new EarlyMergeBases(git, new Asked(from, to, answer));
  }

  private static String id(CiContext.Revision revision) {
    if (revision.candidates().isEmpty()) {
      return "";
    }
    String first = revision.candidates().getFirst();
    return ObjectId.isValid(first) ? first : "";
  }

  /// The merge bases of two commits that are there.
  List<ObjectId> of(ObjectId base, ObjectId head) throws Failure {
    if (asked == null
        || !asked.base.hex().equals(base.hex())
        || !asked.head.hex().equals(head.hex())) {
      return git.mergeBases(base, head);
    }
    try {
      return asked.answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } catch (ExecutionException e) {
      // Asked again, it fails in the way that those expect who asked.
      return git.mergeBases(base, head);
    }
  }
}
