package dev.createdump.engine;

import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.source.RawDiff;
import dev.createdump.engine.source.SectionFacts;
import java.util.List;

/// What the inspection of one changed path found out. Raw: findings hold secrets.
///
/// @param inspector who looked, by the rules that hold where the path is
/// @param entry the path and its patch text
/// @param facts counts and encoding
/// @param language its language, empty where unknown
/// @param state how much of it the dump shows, before anything is hidden
/// @param reason why it is not shown whole; empty where nothing is to be said
/// @param inPatch what stands in its patch text
/// @param inPath what stands in its path
/// @param inBlobs secrets that stand in its content, before and after, and that the patch does not
///     show as they are: all in binary content; of text the keys of which it shows single lines
/// @param inContent what stands in its whole new content, where full context was asked for
/// @param hasContent whether its whole new content is to be shown
/// @param reported what the report says of the patch text and the binary content: as found, but
///     that things which only moved are neither introduced nor resolved
record FileNote(
    Inspector inspector,
    RawDiff.Entry entry,
    SectionFacts facts,
    String language,
    FileState state,
    String reason,
    List<Finding> inPatch,
    List<Finding> inPath,
    List<Finding> inBlobs,
    List<Finding> inContent,
    boolean hasContent,
    List<Finding> reported) {

  FileNote {
    inPatch = List.copyOf(inPatch);
    inBlobs = List.copyOf(inBlobs);
  }

  /// Whether the patch must leave the data of its binary content out.
  boolean isWithheld() {
    return facts.binary() && !inBlobs.isEmpty();
  }

  /// The same note with what the report says.
  FileNote reporting(List<Finding> settled) {
    return new FileNote(
        inspector,
        entry,
        facts,
        language,
        state,
        reason,
        inPatch,
        inPath,
        inBlobs,
        inContent,
        hasContent,
        settled);
  }
}
