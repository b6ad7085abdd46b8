package dev.createdump.engine.tree;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.dump.FileState;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.plugin.PluginProcessor;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.source.TreeEntry;
import dev.createdump.engine.sweep.Sight;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the inspection of one path found out. Raw: findings hold secrets.
///
/// @param entry the path
/// @param mode as it was found
/// @param size of its content in bytes; 0 where it was not read
/// @param sha256 of its content, null where it was not read
/// @param check a quick sum of the content by which a later change is noticed
/// @param form how it is to be read, null where it has no content
/// @param lines how many it has, 0 where it is no text
/// @param language its language, empty where unknown
/// @param state how much of it the dump shows, before anything is hidden
/// @param reason why it is not shown whole; empty where nothing is to be said
/// @param unsure whether its comments were to be taken out and cannot be told from text
/// @param unread whether it should have been read and could not be
/// @param sights the secrets in what is shown of it and in its name, with what is said of them
/// @param processed the text that stands in its place; null for its own
/// @param content kept from then, so that it need not be read again; null where there was no room
public record TreeNote(
    TreeEntry entry,
    int mode,
    long size,
    byte @Nullable [] sha256,
    int check,
    @Nullable TextForm form,
    int lines,
    String language,
    FileState state,
    String reason,
    boolean unsure,
    boolean unread,
    List<Sight> sights,
    @Nullable Processed processed,
    byte @Nullable [] content) {
  private static final String HIDDEN = "secrets are hidden";

  public TreeNote {
    sights = List.copyOf(sights);
  }

  /// A path whose content was not looked at.
  static TreeNote unseen(
      TreeEntry entry, FileState state, String reason, boolean unread, List<Sight> sights) {
    return new TreeNote(
        entry,
        entry.mode(),
        0,
        null,
        0,
        null,
        0,
        "",
        state,
        reason,
        false,
        unread,
        sights,
        null,
        null);
  }

  /// How much of it is shown where something in it is hidden.
  public FileState redactedState() {
    return switch (state) {
      case INCLUDED, REDACTED, BINARY, UNDECODABLE, SUBMODULE, LFS_POINTER -> FileState.REDACTED;
      case TOO_LARGE, EXCLUDED, PROCESSED -> state;
    };
  }

  /// Why it is not shown whole where something in it is hidden.
  public String redactedReason() {
    return switch (state) {
      case BINARY, UNDECODABLE ->
          "secrets stand in its content, which is no text and therefore left out";
      case TOO_LARGE -> reason + "; secrets stand in it";
      case EXCLUDED -> reason;
      default -> reason.isEmpty() ? HIDDEN : HIDDEN + "; " + reason;
    };
  }

  /// Secrets in the file that stand in no text of the dump.
  public List<Sight> below() {
    return processed == null ? List.of() : processed.below();
  }

  /// Those of them whose values do not stand in what is shown either.
  public List<Sight> onlyBelow() {
    List<Sight> only = new ArrayList<>();
    for (Sight sight : below()) {
      if (!sees(sight)) {
        only.add(sight);
      }
    }
    return only;
  }

  private boolean sees(Sight other) {
    for (Sight sight : sights) {
      if (sight.finding().value().equals(other.finding().value())) {
        return true;
      }
    }
    return false;
  }

  /// The content that is shown, made of what was read.
  public byte[] shown(List<PluginProcessor> processors, byte[] content) throws Failure {
    return processed == null ? content : processed.again(processors, entry.path().text(), content);
  }

  /// Whether secrets stand in its content.
  public boolean hasSecrets() {
    return !found(false).isEmpty();
  }

  /// The secrets in its name, or those in its content.
  List<Finding> found(boolean inName) {
    List<Finding> findings = new ArrayList<>();
    for (Sight sight : sights) {
      if (sight.inName() == inName) {
        findings.add(sight.finding());
      }
    }
    return findings;
  }
}
