package dev.createdump.engine;

import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.source.RawDiff;
import dev.createdump.engine.source.SectionFacts;
import java.util.List;

/// What the inspection of one changed path found out. Raw: findings hold secrets.
///
/// @param entry the path and its patch text
/// @param facts counts and encoding
/// @param language its language, empty where unknown
/// @param state how much of it the dump shows, before anything is hidden
/// @param reason why it is not shown whole; empty where nothing is to be said
/// @param inPatch what stands in its patch text
/// @param inPath what stands in its path, old path first where there are two
/// @param inBlobs secrets that stand in its binary content, before and after
/// @param inContent what stands in its whole new content, where full context was asked for
/// @param hasContent whether its whole new content is to be shown
record FileNote(
    RawDiff.Entry entry,
    SectionFacts facts,
    String language,
    FileState state,
    String reason,
    List<Finding> inPatch,
    List<Finding> inPath,
    List<Finding> inBlobs,
    List<Finding> inContent,
    boolean hasContent) {

  /// The same note with other findings in the patch text.
  FileNote withInPatch(List<Finding> other) {
    return new FileNote(
        entry,
        facts,
        language,
        state,
        reason,
        other,
        inPath,
        inBlobs,
        inContent,
        hasContent);
  }
}
