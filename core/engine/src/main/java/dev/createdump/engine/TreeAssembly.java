package dev.createdump.engine;

import dev.createdump.engine.base.Failure;
import dev.createdump.engine.base.Secret;
import dev.createdump.engine.ci.CiContext;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.TextForm;
import dev.createdump.engine.dump.TreeLayout;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.plugin.PluginProcessor;
import dev.createdump.engine.plugin.Plugins;
import dev.createdump.engine.policy.TreeSettings;
import dev.createdump.engine.redact.ByteSource;
import dev.createdump.engine.redact.Places;
import dev.createdump.engine.redact.Redactor;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.tree.TreeRenderer;
import dev.createdump.engine.scan.Finding;
import dev.createdump.engine.scan.RuleSet;
import dev.createdump.engine.scan.Scanner;
import dev.createdump.engine.source.PointingRefs;
import dev.createdump.engine.source.TreeSource;
import dev.createdump.engine.sweep.Sight;
import dev.createdump.engine.token.TokenCounter;
import dev.createdump.engine.tree.TokenMeter;
import dev.createdump.engine.tree.TreeDump;
import dev.createdump.engine.tree.TreeNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the redactor of a tree, now that everything in it was found, and what it makes safe.
final class TreeAssembly {
  private final TreeRequest request;
  private final List<TreeNote> notes;
  private final TreeBuilder.About about;
  private final RuleSet rules;
  private final Redactor redactor;
  private final TreeDump dump;

  /// @param key the organisation's key for marks, null where there is none
  /// @param plugins those of the run
  TreeAssembly(
      TreeRequest request,
      TreeSettings settings,
      TreeScope scope,
      List<TreeNote> notes,
      TreeBuilder.About about,
      RuleSet rules,
      @Nullable Secret key,
      Plugins plugins)
      throws Failure, IOException {
    this.request = request;
    this.notes = notes;
    this.about = about;
    this.rules = rules;
    Map<String, List<Finding>> inTexts = new LinkedHashMap<>();
    Scanner scanner = new Scanner(rules);
    for (String text : about.texts().keySet()) {
      inTexts.put(text, scanner.scanText(text.getBytes(StandardCharsets.UTF_8)));
    }
    List<Finding> found = new ArrayList<>();
    for (TreeNote note : notes) {
      note.sights().forEach(sight -> found.add(sight.finding()));
      note.below().forEach(sight -> found.add(sight.finding()));
    }
    inTexts.values().forEach(found::addAll);
    this.redactor = Redactor.of(found, key, ownText(found));
    TreeSource source = scope.source();
    try (Excerpts excerpts = new Excerpts(source.reader(), plugins.processors())) {
      TreeBuilder builder =
          new TreeBuilder(
              notes,
              about,
              redactor,
              rules,
              inTexts,
              excerpts::of,
              taking(scope),
              layout(settings));
      this.dump =
          new TreeDump(
              source, notes, redactor, request.embed(), plugins.processors(), builder::header);
      if (settings.tokens()) {
        builder.count(TokenMeter.texts(dump, TokenCounter.of(settings.tokenizer().id())));
        dump.forgetHeader();
      }
    }
  }

  private static TreeLayout layout(TreeSettings settings) {
    return new TreeLayout(
        TreeLayout.Toc.valueOf(settings.toc().name()),
        settings.lineNumbers(),
        settings.strip().contains(TreeSettings.Strip.COMMENTS),
        0,
        settings.strip().contains(TreeSettings.Strip.BLANK_LINES),
        settings.tokens() ? settings.tokenizer().id() : "",
        SafeText.EMPTY);
  }

  /// Why each path is taken, where that is asked for.
  private List<SafeText> taking(TreeScope scope) {
    List<SafeText> taking = new ArrayList<>();
    if (request.detail().explain()) {
      String origin = scope.source().kind().label();
      for (TreeNote note : notes) {
        String by = scope.selection().taking(note.entry().path().text());
        taking.add(redactor.text(by.isEmpty() ? "every path of the " + origin : by));
      }
    }
    return taking;
  }

  TreeDump dump() {
    return dump;
  }

  Redactor redactor() {
    return redactor;
  }

  /// What the documents hold whatever the files say: their words, and digests.
  private byte[] ownText(List<Finding> found) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    if (found.isEmpty()) {
      return text.toByteArray();
    }
    TreeBuilder.About nothing =
        new TreeBuilder.About(
            "",
            "",
            new CiContext.Repository("", "", "", ""),
            about.source(),
            "",
            null,
            new PointingRefs("", List.of()),
            false,
            null,
            List.of(),
            "",
            TreeHistory.NONE,
            about.toolVersion());
    DumpHeader blank =
        new TreeBuilder(
                List.of(),
                nothing,
                Redactor.of(List.of(), null),
                rules,
                Map.of(),
                (_, _) -> SafeText.EMPTY,
                List.of(),
                TreeLayout.PLAIN)
            .header(new BitSet());
    for (TreeFormat format : request.formats()) {
      if (format.archive() != null) {
        continue;
      }
      TreeRenderer renderer = format.renderer(false);
      renderer.start(blank, TreePart.WHOLE, text);
      renderer.end(blank, TreePart.WHOLE, text);
    }
    HexFormat hex = HexFormat.of();
    for (TreeNote note : notes) {
      byte[] sha256 = note.sha256();
      String id = note.entry().id() == null ? "" : String.valueOf(note.entry().id());
      String digest = sha256 == null ? "" : hex.formatHex(sha256);
      text.writeBytes((digest + "\n" + id + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return text.toByteArray();
  }

  /// Shows the lines of findings, reading again what they stand in.
  private final class Excerpts implements AutoCloseable {
    private static final int LARGEST = 1 << 22;

    private final TreeSource.Reader reader;
    private final List<PluginProcessor> processors;
    private int last = -1;
    private @Nullable ByteSource content;

    Excerpts(TreeSource.Reader reader, List<PluginProcessor> processors) {
      this.reader = reader;
      this.processors = processors;
    }

    SafeText of(int index, Finding finding) {
      TreeNote note = notes.get(index);
      ByteSource lines = content(index);
      // What changed is noticed when it is rendered; until then nothing of it is shown.
      if (lines == null) {
        return SafeText.EMPTY;
      }
      List<Finding> all = new ArrayList<>();
      for (Sight sight : note.sights()) {
        if (!sight.inName()) {
          all.add(sight.finding());
        }
      }
      TextForm form = note.form();
      try {
        return form == null || !form.isText()
            ? SafeText.EMPTY
            : redactor.excerpt(lines, Places.of(all), finding, form.charset());
      } catch (IOException e) {
        throw new IllegalStateException("arrays do not fail", e);
      }
    }

    private @Nullable ByteSource content(int index) {
      if (index != last) {
        last = index;
        content = read(notes.get(index));
      }
      return content;
    }

    private @Nullable ByteSource read(TreeNote note) {
      if (note.size() > LARGEST || note.sha256() == null) {
        return null;
      }
      try {
        reader.announce(List.of(note.entry()));
        byte[] bytes = reader.read(note.entry(), LARGEST).bytes();
        return bytes == null || bytes.length != note.size()
            ? null
            : ByteSource.of(note.shown(processors, bytes));
      } catch (IOException | Failure e) {
        return null;
      }
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
