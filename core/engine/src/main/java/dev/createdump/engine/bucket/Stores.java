package dev.createdump.engine.bucket;

import dev.createdump.spi.Store;
import dev.createdump.spi.StoreContext;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.StoreProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The stores that are installed, by the scheme of their URIs.
public final class Stores {
  private final SortedMap<String, StoreProvider> providers = new TreeMap<>();

  private Stores(Iterable<StoreProvider> found) {
    for (StoreProvider provider : found) {
      for (String scheme : provider.schemes()) {
        StoreProvider other = providers.put(scheme, provider);
        if (other != null) {
          throw new IllegalStateException(
              "two stores for " + scheme + ":, remove one: " + name(other) + ", " + name(provider));
        }
      }
    }
  }

  /// Finds the providers that a class loader sees.
  ///
  /// @throws IllegalStateException where two providers are for one scheme; names both
  /// @throws java.util.ServiceConfigurationError where a provider cannot be loaded
  public static Stores find(ClassLoader loader) {
    return new Stores(ServiceLoader.load(StoreProvider.class, loader));
  }

  /// These and others.
  ///
  /// @throws IllegalStateException where two providers are for one scheme; names both
  public Stores with(List<StoreProvider> others) {
    List<StoreProvider> all = new ArrayList<>(new LinkedHashSet<>(providers.values()));
    all.addAll(others);
    return new Stores(all);
  }

  static Stores of(Iterable<StoreProvider> providers) {
    return new Stores(providers);
  }

  private static String name(StoreProvider provider) {
    return provider.getClass().getName();
  }

  /// The schemes that can be opened, in order.
  public SortedSet<String> schemes() {
    return Collections.unmodifiableSortedSet((SortedSet<String>) providers.keySet());
  }

  /// Opens a store.
  ///
  /// A URI names a place and nothing else. User information, a query or a fragment, where people
  /// put passwords and signatures, is refused and not repeated.
  ///
  /// @throws UnknownSchemeException where no provider has the URI's scheme
  /// @throws StoreException `INVALID` where the URI is more or less than the name of a place
  public Store open(URI uri, StoreContext context) throws StoreException {
    String scheme = scheme(uri);
    StoreProvider provider = providers.get(scheme);
    if (provider == null) {
      throw new UnknownSchemeException("no store for " + scheme + ":", schemes());
    }
    refuse(uri, uri.isOpaque(), "a store is named " + scheme + "://…");
    // Of an authority with, say, an underscore in it, the JDK does not parse the user information.
    refuse(uri, contains(uri.getRawAuthority(), '@'), "credentials have no place in a URI");
    refuse(uri, uri.getRawQuery() != null, "a URI that names a store has no query");
    refuse(uri, uri.getRawFragment() != null, "a URI that names a store has no fragment");
    return provider.open(uri, context);
  }

  private String scheme(URI uri) {
    String scheme = uri.getScheme();
    if (scheme == null) {
      throw new UnknownSchemeException("the URI of a store has a scheme", schemes());
    }
    return scheme.toLowerCase(Locale.ROOT);
  }

  private static void refuse(URI uri, boolean bad, String problem) throws StoreException {
    if (bad) {
      throw new StoreException(StoreException.Code.INVALID, shown(uri), problem);
    }
  }

  /// A URI as a message names it: without user information, query and fragment.
  static String shown(URI uri) {
    String scheme = uri.getScheme() + ":";
    String place = uri.toASCIIString().substring(scheme.length());
    int end = 0;
    while (end < place.length() && place.charAt(end) != '?' && place.charAt(end) != '#') {
      end++;
    }
    String plain = place.substring(0, end);
    // What stands before it may hold slashes, which nobody who typed a password escaped.
    int at = plain.lastIndexOf('@');
    String slashes = plain.startsWith("//") ? "//" : "";
    String rest = at < 0 ? plain : slashes + "…" + plain.substring(at);
    String cut = end < place.length() ? "…" : "";
    return scheme + (rest.length() <= 300 ? rest : rest.substring(0, 300)) + cut;
  }

  private static boolean contains(@Nullable String text, char c) {
    return text != null && text.indexOf(c) >= 0;
  }
}
