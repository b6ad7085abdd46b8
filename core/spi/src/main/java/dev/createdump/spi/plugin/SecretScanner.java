package dev.createdump.spi.plugin;

import java.util.List;

/// Looks for secrets that create-dump does not know. What it finds is hidden and reported like
/// everything else: in every output, by the allow-list, by `scan.fail_on`.
public interface SecretScanner {
  /// Which kinds of secrets it knows: at least one.
  List<ScanRule> rules();

  /// A scanner that is asked by one thread alone. Several are open at once.
  TextScanner open();
}
