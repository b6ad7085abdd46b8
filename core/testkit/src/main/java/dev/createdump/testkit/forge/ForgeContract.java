package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// What every forge guarantees, as one suite: the sentences of {@link Forge}, each with the tests
/// that fail when it is broken.
///
/// A forge's own test extends this class and supplies {@link #environment}: a server that speaks
/// the forge's API, and the way to open the forge on it. No test waits: time is the test's own.
@Timeout(60)
public abstract class ForgeContract
    implements ChangeFacts,
        CommentFacts,
        HeadFacts,
        RightsFacts,
        TroubleFacts,
        LossFacts,
        EndFacts {
  private @Nullable ForgeEnvironment place;
  private @Nullable Forge forge;

  /// A fresh server without comments. Called once for each test; the suite closes it.
  protected abstract ForgeEnvironment environment() throws Exception;

  @BeforeEach
  final void openForge() throws Exception {
    ForgeEnvironment fresh = environment();
    place = fresh;
    fresh.change(CHANGE);
    forge = fresh.open(ForgeEnvironment.Account.WRITER, DEADLINE);
  }

  @AfterEach
  final void closeForge() {
    if (forge != null) {
      forge.close();
    }
    if (place != null) {
      place.close();
    }
  }

  @Override
  public final Forge forge() {
    return Objects.requireNonNull(forge);
  }

  @Override
  public final ForgeEnvironment place() {
    return Objects.requireNonNull(place);
  }
}
