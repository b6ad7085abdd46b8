package dev.createdump.testkit.store;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.createdump.spi.Capability;
import dev.createdump.spi.Store;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/// Runs the contract against stores that break one sentence each, and checks that the facts about
/// that sentence fail. A contract that passes whatever it is given would pass everything else too.
class StoreContractBitesTest {
  @Test
  void silentOverwrite() {
    assertThat(broken(SilentOverwrite.class))
        .contains("createOnlyNeverOverwrites", "createOnlyHasOneWinner", "everyValidKeyWorks");
  }

  @Test
  void partialObjectVisible() {
    assertThat(broken(PartialObject.class))
        .contains("badPayloadLeavesNothing", "badPayloadLeavesWhatWasThere");
  }

  @Test
  void lyingChecksum() {
    assertThat(broken(LyingChecksum.class)).containsExactly("receiptProvesThePut");
  }

  @Test
  void ignoredPageSize() {
    assertThat(broken(IgnoredPageSize.class)).contains("listingIsOrderedAndPaged");
  }

  @Test
  void ignoredToken() {
    assertThat(broken(IgnoredToken.class)).contains("badTokenIsInvalid");
  }

  @Test
  void degradedCapability() {
    assertThat(broken(DegradedTags.class)).containsExactly("tagsAreKeptOrRefused");
  }

  @Test
  void droppedTags() {
    assertThat(broken(DroppedTags.class)).containsExactly("tagsAreKeptOrRefused");
  }

  @Test
  void wrongErrorCode() {
    assertThat(broken(WrongCode.class)).contains("missingObjectIsNotFound");
  }

  @Test
  void namelessError() {
    assertThat(broken(NamelessError.class)).contains("missingObjectIsNotFound");
  }

  @Test
  void leakedSecret() {
    assertThat(broken(LeakedSecret.class)).contains("missingObjectIsNotFound");
  }

  @Test
  void swallowedKey() {
    assertThat(broken(SwallowedKey.class)).contains("putIsReadAtOnce", "objectsOutliveTheStore");
  }

  @Test
  void unorderedListing() {
    assertThat(broken(UnorderedListing.class)).contains("listingIsOrderedAndPaged");
  }

  @Test
  void listingInTheOrderOfUtf16() {
    assertThat(broken(Utf16Listing.class)).containsExactly("listingIsOrderedAndPaged");
  }

  @Test
  void racingCreation() {
    assertThat(broken(RacingCreation.class))
        .containsExactly("createOnlyHasOneWinner", "createOnlyLosesToOneThatFinishedMeanwhile");
  }

  @Test
  void closesNever() {
    assertThat(broken(ClosesNever.class)).containsExactly("closedStoreRefusesEverything");
  }

  /// The names of the facts that fail for a broken store.
  private static Set<String> broken(Class<? extends StoreContract> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(StoreContractBitesTest::method)
        .collect(toCollection(TreeSet::new));
  }

  private static String method(Event failed) {
    return ((MethodSource) failed.getTestDescriptor().getSource().orElseThrow()).getMethodName();
  }

  /// The contract over a store that a function breaks.
  abstract static class Broken extends StoreContract {
    private final UnaryOperator<Store> breaker;
    private final Set<Capability> capabilities = EnumSet.allOf(Capability.class);

    Broken(UnaryOperator<Store> breaker, Capability... undeclared) {
      this.breaker = breaker;
      capabilities.removeAll(Set.of(undeclared));
    }

    @Override
    protected StoreEnvironment environment() {
      return new MemoryEnvironment(capabilities) {
        @Override
        public Store open() {
          return breaker.apply(super.open());
        }

        @Override
        public Set<String> secrets() {
          return Set.of(BrokenStores.SECRET);
        }
      };
    }
  }

  static final class SilentOverwrite extends Broken {
    SilentOverwrite() {
      super(BrokenStores.SilentOverwrite::new);
    }
  }

  static final class PartialObject extends Broken {
    PartialObject() {
      super(BrokenStores.PartialObject::new);
    }
  }

  static final class LyingChecksum extends Broken {
    LyingChecksum() {
      super(BrokenStores.LyingChecksum::new);
    }
  }

  static final class IgnoredPageSize extends Broken {
    IgnoredPageSize() {
      super(BrokenStores.IgnoredPageSize::new);
    }
  }

  static final class IgnoredToken extends Broken {
    IgnoredToken() {
      super(BrokenStores.IgnoredToken::new);
    }
  }

  static final class DegradedTags extends Broken {
    DegradedTags() {
      super(BrokenStores.DroppedTags::new, Capability.TAGS);
    }
  }

  static final class DroppedTags extends Broken {
    DroppedTags() {
      super(BrokenStores.DroppedTags::new);
    }
  }

  static final class WrongCode extends Broken {
    WrongCode() {
      super(BrokenStores.WrongCode::new);
    }
  }

  static final class NamelessError extends Broken {
    NamelessError() {
      super(BrokenStores.NamelessError::new);
    }
  }

  static final class LeakedSecret extends Broken {
    LeakedSecret() {
      super(BrokenStores.LeakedSecret::new);
    }
  }

  static final class SwallowedKey extends Broken {
    SwallowedKey() {
      super(BrokenStores.SwallowedKey::new);
    }
  }

  static final class UnorderedListing extends Broken {
    UnorderedListing() {
      super(BrokenStores.UnorderedListing::new);
    }
  }

  static final class Utf16Listing extends Broken {
    Utf16Listing() {
      super(BrokenStores.Utf16Listing::new);
    }
  }

  static final class RacingCreation extends Broken {
    RacingCreation() {
      super(BrokenStores.RacingCreation::new);
    }
  }

  static final class ClosesNever extends Broken {
    ClosesNever() {
      super(BrokenStores.ClosesNever::new);
    }
  }
}
