package dev.createdump.testkit.forge;

import dev.createdump.spi.Forge;
import dev.createdump.spi.ForgeException;
import java.net.URI;
import java.time.Duration;

/// Opens the forge under test.
@FunctionalInterface
public interface ForgeOpener {
  /// @param deadline the longest that one call may take, in the time of `pace`
  Forge open(URI api, String token, Duration deadline, FakePace pace) throws ForgeException;
}
