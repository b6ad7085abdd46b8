package dev.createdump.engine.source;

import dev.createdump.engine.patch.ObjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What earlier walks found that commits changed. A commit never changes, so that it need not be
/// found out again, by the same git, to the same depth and below the same directory.
public interface KnownTouches {
  /// Nothing is known, and nothing kept.
  KnownTouches NONE =
      new KnownTouches() {
        @Override
        public boolean has(ObjectId commit) {
          return false;
        }

        @Override
        public @Nullable List<PathTouch> touches(ObjectId commit) {
          return null;
        }

        @Override
        public void learn(ObjectId commit, List<PathTouch> touches) {}
      };

  /// Whether it is known what a commit changed. Any thread may ask.
  boolean has(ObjectId commit);

  /// What a commit changed, in the order in which git told it; null where it cannot be read after
  /// all. Called by one thread.
  @Nullable List<PathTouch> touches(ObjectId commit);

  /// Keeps what a commit changed. Called by the same thread.
  void learn(ObjectId commit, List<PathTouch> touches);
}
