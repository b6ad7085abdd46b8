package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpFinding;
import dev.createdump.engine.dump.DumpHeader;
import dev.createdump.engine.dump.Statistics;
import dev.createdump.engine.dump.TreeInfo;
import dev.createdump.engine.dump.TreePart;
import dev.createdump.engine.dump.WorkTreeState;
import dev.createdump.engine.redact.SafeText;
import dev.createdump.engine.render.tree.TreeContents;
import dev.createdump.engine.render.tree.TreeRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What stands above the files of a tree's page, beginning with the document's head and its policy.
final class TreeHead {
  private static final PageAsset STYLE = PageAsset.load("base.css", "tree.css");
  private static final int MOST_SHARES = 20;

  private final Page page;

  TreeHead(Page page) {
    this.page = page;
  }

  void write(DumpHeader header) throws IOException {
    head(header);
    List<TreeContents.Item> contents = TreeContents.of(header, TreePart.WHOLE);
    page.markup(contents.isEmpty() ? "<div class=\"page bare\">\n" : "<div class=page>\n");
    if (!contents.isEmpty()) {
      contents(contents);
    }
    page.markup("<main>\n<header>\n<h1><bdi>").text(header.title()).markup("</bdi></h1>\n");
    tiles(header);
    origin(header);
    page.markup("</header>\n");
    for (SafeText note : header.notes()) {
      page.markup("<p class=note>").text(note).markup("</p>\n");
    }
    layout(TreeRenderer.tree(header));
    findings(header);
    page.markup("<section>\n<h2>Statistics</h2>\n<div class=pair>\n");
    shares("Language", header.statistics().byLanguage());
    shares("Directory", header.statistics().byDirectory());
    page.markup("</div>\n</section>\n");
    AuthorsSection.totals(page, TreeRenderer.tree(header).authors());
    AuthorsSection.owners(page, TreeRenderer.tree(header).owners());
  }

  /// Nothing may load or run but the one style sheet.
  private void head(DumpHeader header) throws IOException {
    DocumentHead.open(page);
    page.markup(
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src ");
    page.attribute(STYLE.source());
    page.markup("; img-src data:; base-uri 'none'; form-action 'none'\">\n");
    DocumentHead.metadata(page, header);
    page.markup("</title>\n<style>").asset(STYLE).markup("</style>\n</head>\n<body>\n");
    page.markup("<a class=skip href=#files>Skip to the files</a>\n");
  }

  private void contents(List<TreeContents.Item> items) throws IOException {
    page.markup("<nav aria-label=Contents>\n<h2>Contents</h2>\n<ul>\n");
    int depth = 0;
    for (int i = 0; i < items.size(); i++) {
      TreeContents.Item item = items.get(i);
      for (; depth > item.depth(); depth--) {
        page.markup("</ul></li>\n");
      }
      page.markup("<li>");
      if (item.entry() == null) {
        page.markup("<bdi>").text(item.name()).markup("</bdi><ul>\n");
        depth++;
      } else {
        page.markup("<a href=\"#file-").number(item.entry().index() + 1L).markup("\"><bdi>");
        page.text(item.name()).markup("</bdi></a>");
        if (!item.remark().isEmpty()) {
          page.markup("<small>").text(item.remark()).markup("</small>");
        }
        page.markup("</li>\n");
      }
    }
    for (; depth > 0; depth--) {
      page.markup("</ul></li>\n");
    }
    page.markup("</ul>\n</nav>\n");
  }

  private void tiles(DumpHeader header) throws IOException {
    TreeInfo tree = TreeRenderer.tree(header);
    page.markup("<ul class=tiles>\n<li><b>").count(header.statistics().files());
    page.markup("</b>paths</li>\n<li><b>").count(header.statistics().added());
    page.markup("</b>lines</li>\n<li><b>").count(tree.bytes()).markup("</b>bytes</li>\n");
    if (tree.isCounted()) {
      page.markup("<li><b>").count(tree.tokens()).markup("</b>tokens <small>");
      page.text(tree.layout().tokenizer()).markup("</small></li>\n");
    }
    int secrets = header.findings().size();
    page.markup(secrets > 0 ? "<li class=alert><b>" : "<li><b>").count(secrets);
    page.markup(secrets == 1 ? "</b>secret</li>\n</ul>\n" : "</b>secrets</li>\n</ul>\n");
  }

  private void origin(DumpHeader header) throws IOException {
    TreeInfo tree = TreeRenderer.tree(header);
    page.markup("<dl><dt>Repository</dt><dd><bdi>").text(header.repository().slug());
    page.markup("</bdi></dd><dt>Content</dt><dd>").text(tree.source());
    if (!tree.below().isEmpty()) {
      page.markup("</dd><dt>Directory</dt><dd><bdi>").text(tree.below()).markup("</bdi>");
    }
    if (!header.head().id().isNull()) {
      page.markup("</dd><dt>Commit</dt><dd><code>").text(header.head().id().hex());
      page.markup("</code> <bdi>").text(header.head().subject()).markup("</bdi> <small>");
      CommitTime.write(page, header.head().committedAt());
      page.markup("</small></dd><dt>Author</dt><dd><bdi>").text(header.head().author());
      page.markup("</bdi>");
    }
    if (!tree.checkout().branch().isEmpty()) {
      page.markup("</dd><dt>Branch</dt><dd><bdi>").text(tree.checkout().branch());
      page.markup("</bdi>");
    }
    if (tree.checkout().detached()) {
      page.markup("</dd><dt>Branch</dt><dd>none (detached)");
    }
    for (SafeText tag : tree.checkout().tags()) {
      page.markup("</dd><dt>Tag</dt><dd><bdi>").text(tag).markup("</bdi>");
    }
    WorkTreeState state = tree.checkout().state();
    if (state != null) {
      page.markup("</dd><dt>State</dt><dd>").text(state.words());
    }
    page.markup("</dd></dl>\n");
  }

  private void layout(TreeInfo tree) throws IOException {
    if (tree.layout().strips()) {
      page.markup("<p class=note>Not the files as they are: ");
      page.text(tree.layout().altered(false)).markup(".</p>\n");
    }
    if (!tree.layout().instructions().isEmpty()) {
      page.markup("<section>\n<h2>Instructions</h2>\n<pre class=\"plain note\">");
      lines(page, tree.layout().instructions().value().getBytes(StandardCharsets.UTF_8));
      page.markup("</pre>\n</section>\n");
    }
  }

  private void findings(DumpHeader header) throws IOException {
    page.markup("<section>\n<h2>Findings</h2>\n");
    if (header.findings().isEmpty()) {
      page.markup("<p>None.</p>\n");
    } else {
      page.markup("<table><tr><th>Rule</th><th>Where</th><th>What</th></tr>\n");
      for (DumpFinding finding : header.findingsByWeight()) {
        page.markup("<tr><td>").text(finding.rule()).markup("</td><td><a href=\"#file-");
        page.number(finding.fileIndex() + 1L).markup("\"><bdi>").text(finding.path());
        page.markup("</bdi></a>");
        if (finding.line() > 0) {
          page.markup(" line ").number(finding.line());
        }
        page.markup("</td><td><code>");
        page.text(finding.text().isEmpty() ? finding.mark() : finding.text().value());
        page.markup("</code></td></tr>\n");
      }
      page.markup("</table>\n");
    }
    if (!header.suppressed().isEmpty()) {
      page.markup("<p>Suppressed secrets, hidden here too: ").text(header.suppressedTally());
      page.markup(".</p>\n");
    }
    page.markup("</section>\n");
  }

  private void shares(String name, List<Statistics.Share> shares) throws IOException {
    if (shares.isEmpty()) {
      return;
    }
    page.markup("<table><tr><th>").text(name).markup("</th><th class=num>Files</th>");
    page.markup("<th class=num>Lines</th></tr>\n");
    for (Statistics.Share share : shares.subList(0, Math.min(MOST_SHARES, shares.size()))) {
      page.markup("<tr><td><bdi>").text(share.name()).markup("</bdi></td><td class=num>");
      page.count(share.files()).markup("</td><td class=num>").count(share.added());
      page.markup("</td></tr>\n");
    }
    if (shares.size() > MOST_SHARES) {
      page.markup("<tr><td>\u2026 ").count(shares.size() - MOST_SHARES).markup(" more</td></tr>\n");
    }
    page.markup("</table>\n");
  }

  /// Text line by line: line feeds stay, and what ends a line before them is not shown.
  static void lines(Page page, byte[] text) throws IOException {
    int start = 0;
    while (start < text.length) {
      int feed = start;
      while (feed < text.length && text[feed] != '\n') {
        feed++;
      }
      int end = feed > start && feed < text.length && text[feed - 1] == '\r' ? feed - 1 : feed;
      page.text(text, start, end, StandardCharsets.UTF_8);
      if (feed < text.length) {
        page.put((byte) '\n');
      }
      start = feed + 1;
    }
  }
}
