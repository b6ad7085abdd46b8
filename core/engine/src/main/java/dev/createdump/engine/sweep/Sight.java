package dev.createdump.engine.sweep;

import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.suppress.Verdict;

/// A secret that was found, and whether it is reported. Raw.
///
/// @param finding the secret
/// @param verdict what is said of it
/// @param inName whether it stands in the file's name rather than in its content
public record Sight(Finding finding, Verdict verdict, boolean inName) {}
