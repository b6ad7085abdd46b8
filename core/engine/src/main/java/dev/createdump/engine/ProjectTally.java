package dev.createdump.engine;

import dev.createdump.engine.dump.DumpFile;
import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.ProjectShare;
import dev.createdump.engine.policy.Settings;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.scan.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts a change by project, and what in it ends the run: each finding is judged by the rules of
/// the place it stands in, and what stands in no file by those of the repository.
final class ProjectTally implements RuleInfos.Source {
  private final List<FileNote> notes;
  private final Inspector root;

  /// @param notes one a changed path, in the ledger's order
  /// @param root who looks at what belongs to no project
  ProjectTally(List<FileNote> notes, Inspector root) {
    this.notes = notes;
    this.root = root;
  }

  /// Whose rules a finding is judged by.
  Territory of(DumpFinding finding) {
    int index = finding.fileIndex();
    return (index < 0 ? root : notes.get(index).inspector()).territory();
  }

  @Override
  public RuleSet rules(DumpFinding finding) {
    return of(finding).rules();
  }

  /// How many of the findings end the run.
  int blocking(List<DumpFinding> findings) {
    int blocking = 0;
    for (DumpFinding finding : findings) {
      boolean secret = finding.kind() == DumpFinding.Kind.SECRET && finding.isBrought();
      blocking += secret && of(finding).blocks() ? 1 : 0;
    }
    return blocking;
  }

  /// The change by project; nothing where it touches none.
  List<ProjectShare> shares(
      List<DumpFile.Entry> ledger, List<DumpFinding> findings, Redactor redactor) {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (int i = 0; i < notes.size(); i++) {
      share(shares, notes.get(i).inspector().territory()).add(ledger.get(i));
    }
    if (shares.isEmpty() || (shares.size() == 1 && shares.containsKey(""))) {
      return List.of();
    }
    for (DumpFinding finding : findings) {
      share(shares, of(finding)).add(finding);
    }
    List<ProjectShare> result = new ArrayList<>();
    for (Share share : shares.values()) {
      result.add(share.of(redactor));
    }
    return result;
  }

  private static Share share(Map<String, Share> shares, Territory territory) {
    String directory = territory.project().directory();
    Share share = shares.get(directory);
    if (share == null) {
      share = new Share(territory);
      shares.put(directory, share);
    }
    return share;
  }

  private static final class Share {
    private final Territory territory;
    private int files;
    private long added;
    private long deleted;
    private int secrets;
    private int todos;

    Share(Territory territory) {
      this.territory = territory;
    }

    void add(DumpFile.Entry entry) {
      files++;
      added += entry.added();
      deleted += entry.deleted();
    }

    void add(DumpFinding finding) {
      if (finding.kind() == DumpFinding.Kind.SECRET) {
        secrets += finding.isBrought() ? 1 : 0;
      } else {
        todos += finding.change() == DumpFinding.Change.INTRODUCED ? 1 : 0;
      }
    }

    ProjectShare of(Redactor redactor) {
      String directory = territory.project().directory();
      Settings settings = territory.settings();
      return new ProjectShare(
          redactor.text(directory.isEmpty() ? "." : directory),
          files,
          added,
          deleted,
          secrets,
          todos,
          settings.scan().failOn().id());
    }
  }
}
