package dev.createdump.engine.scan;

import java.util.List;

/// A scanner that is no rule of ours, as a plugin brings it. Its rules stand behind all others.
public interface ForeignScanner {
  /// What it is called, for people.
  String name();

  /// Its rules, always the same.
  List<ForeignRule> rules();

  /// Opens it for one thread.
  ///
  /// @throws ForeignScanException where it cannot be
  Session open();

  /// One of its rules.
  ///
  /// @param id no other rule's
  record ForeignRule(String id, String about, Severity severity) {}

  /// Bytes that must not be shown.
  ///
  /// @param rule the rule's place among its scanner's
  record ForeignSpan(int rule, int start, int end) {}

  /// Looks at texts, on one thread.
  interface Session {
    /// @param path the file; empty for none
    /// @param text belongs to the scanner
    /// @return places within the text, none of them empty
    /// @throws ForeignScanException where it cannot tell
    List<ForeignSpan> scan(String path, byte[] text);
  }
}
