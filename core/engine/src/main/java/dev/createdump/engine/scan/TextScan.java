package dev.createdump.engine.scan;

import dev.createdump.engine.scan.assign.AssignedSecrets;
import dev.createdump.engine.scan.decode.Decoded;
import dev.createdump.engine.scan.decode.EncodedRuns;
import dev.createdump.engine.scan.decode.Escapes;
import dev.createdump.engine.scan.decode.Origin;
import dev.createdump.engine.scan.pattern.PatternMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applies all rules to one stretch of text. Confined to one thread.
final class TextScan implements KeywordAutomaton.Sink {
  /// How much of a token must be seen before the cut end of a text is taken for a secret's start.
  private static final int SHORTEST_CUT = 8;

  /// Text is decoded from text, and that from text, so often.
  private static final int DEPTH = 3;

  private static final byte[] NONE = {};
  private static final Origin GIVEN = new Origin.Linear(0, 1);

  private final RuleSet rules;
  private final @Nullable ForeignScan foreign;
  private final @Nullable PatternMatcher[] matchers;
  private final boolean[] armed;
  private final byte[] onPath;
  private final AssignedSecrets assigned = new AssignedSecrets();
  private String path = "";
  private List<Hit> hits = new ArrayList<>();

  private byte[] text = NONE;
  private int from;
  private int to;
  private Origin origin = GIVEN;
  private boolean cut;
  private int escapesEnd;
  private List<Decoded> decoded = new ArrayList<>();

  TextScan(RuleSet rules) {
    this.rules = rules;
    this.foreign =
        rules.foreign().isEmpty() ? null : new ForeignScan(rules.foreign(), rules.ownRules());
    this.matchers = new PatternMatcher[rules.rules().size()];
    this.armed = new boolean[matchers.length];
    this.onPath = new byte[matchers.length];
  }

  /// Says to which file the texts scanned from now on belong; empty for none.
  void enter(String file) {
    path = file;
    assigned.enter(file);
    if (rules.hasPaths()) {
      Arrays.fill(onPath, (byte) 0);
    }
  }

  /// All secrets within bytes `start` to `end`, ascending, none overlapping another.
  List<Hit> scan(byte[] bytes, int start, int end) {
    return scan(bytes, start, end, false);
  }

  /// As {@link #scan(byte[], int, int)}.
  ///
  /// @param cutOff whether more text stood behind the end, so that a token may be cut off there
  List<Hit> scan(byte[] bytes, int start, int end, boolean cutOff) {
    cut = cutOff;
    search(bytes, start, end, GIVEN, DEPTH);
    if (WideText.occursIn(bytes, start, end)) {
      for (int phase = 0; phase < 2 && start + phase < end; phase++) {
        byte[] narrow = WideText.narrowed(bytes, start + phase, end);
        search(narrow, 0, narrow.length, new Origin.Linear(start + phase, 2), DEPTH);
        if (WideText.isWideStill(narrow)) {
          searchTwiceNarrowed(narrow, start + phase);
        }
      }
    }
    text = NONE;
    assigned.leave();
    List<Hit> found = hits.isEmpty() ? List.of() : takeHits();
    return foreign == null ? found : foreign.join(found, bytes, start, end, path);
  }

  /// UTF-32: four bytes a character.
  private void searchTwiceNarrowed(byte[] narrow, int first) {
    for (int phase = 0; phase < 2; phase++) {
      byte[] text = WideText.narrowed(narrow, phase, narrow.length);
      search(text, 0, text.length, new Origin.Linear(first + 2 * phase, 4), DEPTH);
    }
  }

  /// Looks into a text and, as deep as is left, into what is encoded in it.
  private void search(byte[] bytes, int start, int end, Origin from, int depth) {
    text = bytes;
    this.from = start;
    to = end;
    origin = from;
    escapesEnd = start;
    rules.automaton().search(bytes, start, end, this);
    searchAnywhere();
    if (depth == 0) {
      decoded.clear();
      return;
    }
    List<Decoded> runs = EncodedRuns.in(bytes, start, end, from);
    if (runs.isEmpty() && decoded.isEmpty()) {
      return;
    }
    List<Decoded> inner = decoded;
    decoded = new ArrayList<>();
    inner.addAll(runs);
    boolean cutOff = cut;
    cut = false;
    for (Decoded each : inner) {
      search(each.text(), 0, each.text().length, each.origin(), depth - 1);
    }
    cut = cutOff;
  }

  /// Resolves the escapes of a line, once.
  private void escape(int at) {
    if (at < escapesEnd) {
      return;
    }
    Decoded line = Escapes.around(text, at, from, to, origin);
    if (line != null) {
      decoded.add(line);
      escapesEnd = Escapes.end(line);
    }
  }

  /// The rules whose pattern may stand anywhere in a text that holds their keyword.
  private void searchAnywhere() {
    for (int rule : rules.always()) {
      armed[rule] = true;
    }
    for (int rule : rules.searching()) {
      if (armed[rule] && isOnPath(rule)) {
        findAll(rule);
      }
      armed[rule] = false;
    }
  }

  private void findAll(int index) {
    PatternMatcher matcher = matcher(index);
    int at = from;
    while (at <= to && matcher.find(text, at, from, to)) {
      add(index, matcher);
      at = Math.max(at + 1, matcher.matchEnd());
    }
  }

  private void add(int index, PatternMatcher matcher) {
    int start = matcher.start();
    int end = matcher.end();
    if (start < end && rules.rules().get(index).accepts(text, start, end)) {
      hits.add(new Hit(index, text, start, end, matcher.matchStart(), origin));
    }
  }

  private boolean isOnPath(int index) {
    if (!rules.hasPaths()) {
      return true;
    }
    if (onPath[index] == 0) {
      onPath[index] = (byte) (rules.rules().get(index).isFor(path) ? 1 : 2);
    }
    return onPath[index] == 1;
  }

  @Override
  public void keyword(int keyword, int end) {
    if (keyword >= rules.firstEscape()) {
      escape(end - rules.keywordLength(keyword));
      return;
    }
    for (int index : rules.rulesOfKeyword(keyword)) {
      Rule rule = rules.rules().get(index);
      int start = end - rules.keywordLength(keyword);
      if (rule.anywhere()) {
        armed[index] = true;
      } else if (rule.assigned() != null) {
        tryName(index, rule, start, end);
      } else {
        tryRule(index, start, end);
      }
    }
  }

  private void tryName(int index, Rule rule, int start, int end) {
    if (assigned.find(text, start, end, from, to)
        && assigned.kind() == rule.assigned()
        && isOnPath(index)) {
      hits.add(new Hit(index, text, assigned.start(), assigned.end(), assigned.start(), origin));
    }
  }

  private void tryRule(int index, int keywordStart, int keywordEnd) {
    Rule rule = rules.rules().get(index);
    int start = rule.start(text, keywordStart, from);
    if (start < 0 || !isOnPath(index)) {
      return;
    }
    int right = (int) Math.min(to, (long) start + rule.definition().shape().window());
    PatternMatcher matcher = matcher(index);
    if (matcher.lookingAt(text, start, from, right)) {
      add(index, matcher);
    } else if (cut
        && right == to
        && matcher.reachedEnd()
        && !rule.definition().shape().inWord()
        && to - keywordEnd >= SHORTEST_CUT) {
      hits.add(new Hit(index, text, start, to, start, origin));
    }
  }

  private PatternMatcher matcher(int index) {
    PatternMatcher matcher = matchers[index];
    if (matcher == null) {
      matcher = rules.rules().get(index).pattern().matcher();
      matchers[index] = matcher;
    }
    return matcher;
  }

  /// By their starts; of those that start together the longer one first.
  private static int compare(Hit one, Hit other) {
    return one.givenStart() != other.givenStart()
        ? Integer.compare(one.givenStart(), other.givenStart())
        : Integer.compare(other.givenEnd(), one.givenEnd());
  }

  /// Of overlapping hits the one of the more specific rule stays, of one rule the longer one.
  private List<Hit> takeHits() {
    List<Hit> found = hits;
    hits = new ArrayList<>();
    found.sort(TextScan::compare);
    List<Hit> kept = new ArrayList<>();
    for (Hit hit : found) {
      boolean worse = false;
      while (!kept.isEmpty() && kept.getLast().overlaps(hit) && !worse) {
        worse = kept.getLast().rule() <= hit.rule();
        if (!worse) {
          kept.removeLast();
        }
      }
      if (!worse) {
        kept.add(hit);
      }
    }
    return kept;
  }

  /// What a rule has cost so far, in steps of its matcher.
  long steps(int rule) {
    PatternMatcher matcher = matchers[rule];
    return matcher == null ? 0 : matcher.steps();
  }
}
