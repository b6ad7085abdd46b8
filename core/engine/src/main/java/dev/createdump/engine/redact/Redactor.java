package dev.createdump.engine.redact;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.FoundValue;
import dev.createdump.engine.scan.PatchLines;
import dev.createdump.engine.scan.Range;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes safe what came from a repository or a forge: the only way to the types that renderers
/// take.
///
/// Built once the whole change was scanned, as every value found anywhere is hidden everywhere: as
/// it is, in base64, escaped, and line by line where it spans lines. Values that could be everyday
/// words are hidden where they were found only. Immutable; all threads share one. Where nothing was
/// found, everything passes through uncopied.
public final class Redactor {
  /// How much of a line an excerpt shows at most, in bytes.
  private static final int EXCERPT = 300;

  private static final int CHUNK = 1 << 16;

  private static final byte[] NOTHING = new byte[0];

  private final Marks marks;
  private final List<FoundValue> secrets;
  private final ValueSearch search;

  private Redactor(Marks marks, byte[] own) {
    this.marks = marks;
    this.secrets = marks.values();
    this.search = new ValueSearch(needles(secrets, own));
  }

  /// A redactor whose marks number the secrets in the order they are given.
  ///
  /// @param found everything found in the change; to-dos are passed over
  public static Redactor numbered(List<Finding> found) {
    return new Redactor(new Marks(found, null), NOTHING);
  }

  /// A redactor whose marks show a keyed hash, by which a secret is recognised across dumps.
  ///
  /// @param found everything found in the change; to-dos are passed over
  /// @param key the organisation's key
  public static Redactor keyed(List<Finding> found, Secret key) {
    return new Redactor(new Marks(found, key), NOTHING);
  }

  /// A redactor whose marks show a keyed hash where there is a key, and numbers where there is
  /// none.
  public static Redactor of(List<Finding> found, @Nullable Secret key) {
    return of(found, key, NOTHING);
  }

  /// The same for outputs that hold text of their own. A value that stands in it as well, such as
  /// `sha256` or the name of a commit, is hidden where it was found only: to look for it everywhere
  /// would find what is no secret there.
  ///
  /// @param own what the outputs hold whatever the change
  public static Redactor of(List<Finding> found, @Nullable Secret key, byte[] own) {
    return new Redactor(new Marks(found, key), own);
  }

  /// A text that belongs to no run, such as a message about one that failed, with what the
  /// product's rules find in it hidden.
  public static SafeText standalone(String text) {
    List<Finding> found =
        new Scanner(RuleSet.standard()).scanText(text.getBytes(StandardCharsets.UTF_8));
    return numbered(found).text(text, found);
  }

  /// What tells of any text whether a secret stands in it.
  public Proof proof() {
    return new Proof(search);
  }

  private static List<ValueSearch.Needle> needles(List<FoundValue> secrets, byte[] own) {
    String text = new String(own, StandardCharsets.ISO_8859_1);
    List<ValueSearch.Needle> needles = new ArrayList<>();
    for (int i = 0; i < secrets.size(); i++) {
      for (FoundValue line : secrets.get(i).lines()) {
        boolean isOwn = text.contains(new String(line.bytes(), StandardCharsets.ISO_8859_1));
        if (line.isDistinctive() && !isOwn) {
          for (Encodings.Form form : Encodings.of(line.bytes())) {
            needles.add(new ValueSearch.Needle(form.bytes(), i, form.wide()));
          }
        }
      }
    }
    return needles;
  }

  /// Whether there is nothing to hide.
  public boolean isEmpty() {
    return secrets.isEmpty();
  }

  /// What stands in the place of a secret that was found, such as `[REDACTED:github-token#1]`.
  public String mark(Finding finding) {
    return marks.mark(finding.value());
  }

  /// The short name of a secret within its mark: `#1`, or eight hexadecimal digits.
  public String tag(Finding finding) {
    return marks.tag(finding.value());
  }

  /// Text around the change in which nothing was found by the scan, or which was not scanned.
  public SafeText text(String text) {
    return text(text, List.of());
  }

  /// Text around the change, such as a title, a path or a commit message.
  ///
  /// @param text the text
  /// @param found what the scan found in its UTF-8 bytes
  public SafeText text(String text, List<Finding> found) {
    if (text.isEmpty()) {
      return SafeText.EMPTY;
    }
    if (isEmpty()) {
      return new SafeText(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Spot> spots = spots(bytes, found);
    return new SafeText(
        spots.isEmpty() ? text : new String(spliced(bytes, spots), StandardCharsets.UTF_8));
  }

  /// The whole content of a file.
  ///
  /// @param content the content, which must not change afterwards
  /// @param found what the scan found in these bytes
  public SafeContent content(byte[] content, List<Finding> found) {
    if (isEmpty()) {
      return new SafeContent(content);
    }
    List<Spot> spots = spots(content, found);
    return new SafeContent(spots.isEmpty() ? content : spliced(content, spots));
  }

  /// The content of a file of any size. Where anything was found anywhere it is read once for where
  /// that stands, and again when it is written.
  ///
  /// @param size its length in bytes
  /// @param found what the scan found in it
  public SafeStream stream(SafeStream.Source source, long size, List<Finding> found)
      throws IOException, Failure {
    List<Spot> spots = new ArrayList<>();
    if (!isEmpty()) {
      try (InputStream in = source.open()) {
        addStreamed(in, found, spots);
      }
    }
    return new SafeStream(source, size, Spot.merged(spots));
  }

  /// One file's section of the patch. Keeps every line and parses as before.
  ///
  /// @param section the section from its `diff --git` line on
  /// @param found what the scan found in it, in any order
  /// @param withholdBinary whether the blobs behind its binary data hold a secret, so that the data
  ///     must give way to a line that says so
  public SafePatch patch(ByteSource section, List<Finding> found, boolean withholdBinary)
      throws IOException {
    if (isEmpty() && !withholdBinary) {
      return new Spliced(section, List.of());
    }
    List<Spot> wanted = new ArrayList<>();
    addRanges(found, wanted);
    searchAll(section, wanted);
    List<Spot> merged = Spot.merged(wanted);
    PatchPlan plan = new PatchPlan(merged, withholdBinary, search, s -> markOf(s, false));
    List<Spot> fitted = walk(section, plan);
    Spot irregular = plan.irregular();
    if (irregular != null) {
      plan = new PatchPlan(merged, withholdBinary, search, s -> markOf(s, false));
      plan.hideNames(irregular);
      fitted = walk(section, plan);
    }
    return new Spliced(section, fitted);
  }

  private static List<Spot> walk(ByteSource section, PatchPlan plan) throws IOException {
    PatchLines lines = new PatchLines(plan);
    byte[] chunk = new byte[CHUNK];
    for (long at = 0; at < section.length(); ) {
      int count = section.read(at, chunk, 0, chunk.length);
      lines.feed(chunk, 0, count);
      at += count;
    }
    lines.finish();
    return plan.finish();
  }

  /// Whether a patch made by {@link #patch} differs from what git wrote.
  public static boolean isRedacted(SafePatch patch) {
    return !(patch instanceof Spliced spliced) || spliced.isChanged();
  }

  /// What to show of a finding: a to-do's text, or the line a secret stands on, cut to about 300
  /// bytes around it, without the white space at its ends.
  ///
  /// @param source what was scanned
  /// @param found everything found in it
  /// @param which one of them
  /// @param charset how its bytes are to be read
  public SafeText excerpt(ByteSource source, Places found, Finding which, Charset charset)
      throws IOException {
    return Excerpt.of(which, source, EXCERPT, Math.min(CHUNK, search.longest()))
        .redacted(window -> spotsOf(window, found), charset);
  }

  private List<Spot> spotsOf(Excerpt window, Places found) {
    List<Spot> spots = new ArrayList<>();
    found.overlapping(
        window.offset(),
        window.offset() + window.bytes().length,
        (range, value) -> spots.add(new Spot(range.start(), range.end(), mark(value, false))));
    search.search(
        window.bytes(),
        0,
        window.bytes().length,
        (needle, start) -> spots.add(spot(needle, window.offset() + start)));
    return Spot.merged(spots);
  }

  /// A piece of an output, searched here and now so that the stream need not do it.
  ///
  /// @param bytes must not change afterwards
  /// @param size how many of them
  public SearchedChunk searched(byte[] bytes, int size) {
    return new SearchedChunk(bytes, size, search);
  }

  /// A stream that passes on what it takes and tells afterwards whether a secret was in it.
  public LeakCheck check(OutputStream out) {
    return new LeakCheck(out, search);
  }

  private List<Spot> spots(byte[] bytes, List<Finding> found) {
    List<Spot> spots = new ArrayList<>();
    for (Finding finding : found) {
      if (finding.kind() == Finding.Kind.SECRET) {
        for (Range range : finding.ranges()) {
          int start = (int) range.start();
          boolean wide = range.length() > 1 && bytes[start + 1] == 0;
          spots.add(new Spot(start, range.end(), mark(finding.value(), wide)));
        }
      }
    }
    search.search(bytes, 0, bytes.length, (needle, start) -> spots.add(spot(needle, start)));
    return Spot.merged(spots);
  }

  private void addRanges(List<Finding> found, List<Spot> spots) {
    for (Finding finding : found) {
      if (finding.kind() == Finding.Kind.SECRET) {
        for (Range range : finding.ranges()) {
          spots.add(new Spot(range.start(), range.end(), mark(finding.value(), false)));
        }
      }
    }
  }

  /// Searches a source of any length in windows that overlap by the longest value.
  private void searchAll(ByteSource source, List<Spot> spots) throws IOException {
    if (search.isEmpty()) {
      return;
    }
    int overlap = search.longest() - 1;
    byte[] window = new byte[(int) Math.min(source.length(), CHUNK + (long) overlap)];
    long offset = 0;
    int size = 0;
    while (offset + size < source.length()) {
      int count = source.read(offset + size, window, size, window.length - size);
      size += count;
      if (size == window.length || offset + size == source.length()) {
        long base = offset;
        search.search(window, 0, size, (needle, start) -> spots.add(spot(needle, base + start)));
        int keep = Math.min(overlap, size);
        System.arraycopy(window, size - keep, window, 0, keep);
        offset += size - keep;
        size = keep;
        if (offset + size == source.length()) {
          return;
        }
      }
    }
  }

  /// As {@link #searchAll}, of what comes as a stream.
  private void addStreamed(InputStream in, List<Finding> found, List<Spot> spots)
      throws IOException {
    int overlap = Math.max(0, search.longest() - 1);
    Places places = Places.of(found);
    byte[] window = new byte[CHUNK + overlap];
    long offset = 0;
    int kept = 0;
    while (true) {
      int size = kept + in.readNBytes(window, kept, window.length - kept);
      addPlaces(places, window, offset, offset + kept, offset + size, spots);
      long base = offset;
      search.search(window, 0, size, (needle, start) -> spots.add(spot(needle, base + start)));
      if (size < window.length) {
        return;
      }
      kept = Math.min(overlap, size);
      System.arraycopy(window, size - kept, window, 0, kept);
      offset += size - kept;
    }
  }

  /// Adds what was found, once the byte is there that tells UTF-16 from other text.
  ///
  /// @param offset where the window starts in the content
  /// @param from where what was not in the window before starts
  private void addPlaces(
      Places places, byte[] window, long offset, long from, long to, List<Spot> spots) {
    places.overlapping(
        from,
        to,
        (range, value) -> {
          long second = Math.min(range.start() + 1, range.end() - 1);
          if (second >= from && second < to) {
            boolean wide = range.length() > 1 && window[(int) (second - offset)] == 0;
            spots.add(new Spot(range.start(), range.end(), mark(value, wide)));
          }
        });
  }

  private Spot spot(ValueSearch.Needle needle, long start) {
    byte[] mark = markOf(needle.secret(), needle.wide());
    return new Spot(start, start + needle.bytes().length, mark);
  }

  private byte[] markOf(int secret, boolean wide) {
    return mark(secrets.get(secret), wide);
  }

  private byte[] mark(FoundValue value, boolean wide) {
    byte[] mark = marks.mark(value).getBytes(StandardCharsets.US_ASCII);
    return wide ? Encodings.wide(mark) : mark;
  }

  private static byte[] spliced(byte[] bytes, List<Spot> spots) {
    try {
      return new Spliced(ByteSource.of(bytes), spots).bytes();
    } catch (IOException e) {
      throw new IllegalStateException("arrays do not fail", e);
    }
  }
}
