package dev.createdump.engine.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Looks for secrets. Confined to one thread; cheap to make over a shared {@link RuleSet}.
///
/// Nothing passes unscanned: the streaming ways take input of any size in bounded memory and find
/// what the others find. Findings come in the order of their places.
public final class Scanner {
  /// Read at once from a stream.
  private static final int CHUNK = 1 << 16;

  private final RuleSet rules;
  private final TextScan scan;
  private boolean lonelyKeyLines;
  private CutHeadings cutHeadings = new CutHeadings();

  public Scanner(RuleSet rules) {
    this.rules = rules;
    this.scan = new TextScan(rules);
  }

  /// Says to which file the texts scanned from now on belong, for rules that are for some files
  /// only.
  ///
  /// @param path within the repository, parted by `/`; empty for no file
  public void enter(String path) {
    scan.enter(path);
  }

  /// Scans text that is no patch: a title, a path, a commit message, a whole blob, text or binary.
  /// UTF-16 is recognised. Every finding is `PRESENT`.
  public List<Finding> scanText(byte[] text) {
    TextFindings findings = new TextFindings(rules);
    for (Hit hit : scan.scan(text, 0, text.length)) {
      findings.hit(hit, text, 0);
    }
    return findings.list();
  }

  /// As {@link #scanText(byte[])}, for text of any length; the stream is read to its end.
  public List<Finding> scanStream(InputStream in) throws IOException {
    TextFindings findings = new TextFindings(rules);
    SlidingText text = new SlidingText(scan, CHUNK, findings);
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      text.append(chunk, 0, count);
    }
    text.finish();
    return findings.list();
  }

  /// Scans one file's section of `git diff` output; what it removes as well as what it adds.
  public List<Finding> scanPatch(byte[] section) {
    PatchScan patch = new PatchScan(rules, scan, section.length);
    patch.feed(section, 0, section.length);
    return finish(patch);
  }

  /// As {@link #scanPatch(byte[])}, for a section of any length; the stream is read to its end.
  public List<Finding> scanPatchStream(InputStream in) throws IOException {
    PatchScan patch = new PatchScan(rules, scan, CHUNK);
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      patch.feed(chunk, 0, count);
    }
    return finish(patch);
  }

  private List<Finding> finish(PatchScan patch) {
    List<Finding> found = patch.finish();
    lonelyKeyLines = patch.hasLonelyKeyLines();
    cutHeadings = patch.cutHeadings();
    return found;
  }

  /// Whether the patch that was scanned last shows what may be parts of secrets alone: lines of a
  /// private key without its begin and end, or a hunk's heading that git cut off within a token.
  /// Only the file itself tells whether they are.
  public boolean sawParts() {
    return lonelyKeyLines || !cutHeadings.isEmpty();
  }

  /// Whether a secret of the file may be one of which that patch shows lines.
  public boolean mayShowLinesOf(FoundValue value) {
    return lonelyKeyLines && value.lines().size() > 1;
  }

  /// Whether a heading of that patch ends with a start of a secret of the file.
  public boolean showsStartOf(FoundValue value) {
    return cutHeadings.endWithStartOf(value);
  }

  /// What a rule has cost so far, in steps of its matcher.
  long steps(int rule) {
    return scan.steps(rule);
  }
}
