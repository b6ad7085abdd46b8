package dev.createdump.github;

import dev.createdump.spi.ForgeProvider;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;

/// What every run does that has a pull request's address: finds the providers and reads it.
final class ParseOnly {
  private ParseOnly() {}

  public static void main(String[] args) {
    for (ForgeProvider provider : ServiceLoader.load(ForgeProvider.class)) {
      String read =
          provider.name()
              + " "
              + provider.parse(URI.create("https://github.com/o/r/pull/1"), Map.of()).orElseThrow();
      System.out.println(read);
    }
  }
}
