package dev.createdump.engine.dump;

import dev.createdump.engine.redact.SafeContent;
import org.jspecify.annotations.Nullable;

/// One path of a tree with everything the dump says of it.
///
/// @param entry what the ledger says of it
/// @param facts what its content is like
/// @param content its content, redacted; null where the dump does not show it
/// @param slice which piece of it this is
public record TreeFile(
    DumpFile.Entry entry,
    TreeInfo.FileFacts facts,
    @Nullable SafeContent content,
    TreePart.Slice slice) {

  /// A file in a document that holds all of them.
  public TreeFile(DumpFile.Entry entry, TreeInfo.FileFacts facts, @Nullable SafeContent content) {
    this(entry, facts, content, TreePart.Slice.whole(entry.index()));
  }

  /// A piece of it.
  public TreeFile piece(TreePart.Slice part) {
    SafeContent whole = content;
    SafeContent some = whole == null || part.isWhole() ? whole : whole.part(part.from(), part.to());
    return new TreeFile(entry, facts, some, part);
  }

  /// Whether it is a symbolic link, whose content is its target.
  public boolean isLink() {
    return entry.newMode().equals("120000");
  }

  /// Whether its content is shown as text.
  public boolean isText() {
    TextForm form = facts.form();
    return content != null && form != null && form.isText();
  }
}
