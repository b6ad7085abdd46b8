package dev.createdump.engine.render.html;

import dev.createdump.engine.dump.DumpHeader;
import java.io.IOException;

/// What stands around the content: the document's head with its policy, the toolbar, the help.
final class Frame {
  private static final PageAsset STYLE = PageAsset.load("base.css", "page.css");
  private static final PageAsset SCRIPT = PageAsset.load("page.js");

  private final Page page;

  Frame(Page page) {
    this.page = page;
  }

  void open(DumpHeader header) throws IOException {
    DocumentHead.open(page);
    policy();
    DocumentHead.metadata(page, header);
    page.markup(" \u00b7 ").attribute(header.repository().slug()).markup("</title>\n<style>");
    page.asset(STYLE).markup("</style>\n<script>").asset(SCRIPT);
    page.markup("</script>\n</head>\n<body>\n");
    page.markup("<a class=skip href=#files>Skip to the files</a>\n");
    toolbar(header);
    page.markup("<div class=page>\n");
  }

  void close(DumpHeader header) throws IOException {
    page.markup("<footer>").text(header.name()).markup(" \u00b7 made by create-dump ");
    page.text(header.toolVersion()).markup("</footer>\n</main>\n</div>\n");
    help();
    page.markup("</body>\n</html>\n");
  }

  /// Nothing may load or run but the two blocks named by digest; no script may make markup.
  private void policy() throws IOException {
    page.markup(
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src ");
    page.attribute(STYLE.source()).markup("; script-src ").attribute(SCRIPT.source());
    page.markup(
        "; img-src data:; base-uri 'none'; form-action 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'\">\n");
  }

  private void toolbar(DumpHeader header) throws IOException {
    page.markup("<div class=bar role=toolbar aria-label=View><p class=where><b>");
    page.text(header.repository().slug()).markup("</b> ");
    page.changed(header.statistics().added(), header.statistics().deleted());
    page.markup(
        """
        </p>
        <button id=b-nav class=js-only aria-controls=side aria-expanded=false>Files</button>
        <span class="js-only seg" role=group aria-label="Diff layout">
        <button id=b-uni aria-pressed=true title="Unified view (u)">Unified</button>
        <button id=b-split aria-pressed=false title="Side-by-side view (u)">Side by side</button>
        </span>
        <button id=b-wrap class=js-only aria-pressed=true title="Wrap long lines (w)">Wrap</button>
        <button id=b-open class=js-only title="Expand all files (Shift+E)">Expand all</button>
        <button id=b-shut class=js-only title="Collapse all files (Shift+C)">Collapse all</button>
        <button id=b-theme class=js-only title="Light or dark (t)">Theme</button>
        <button id=b-help class=js-only title="Keyboard help (?)" aria-label="Keyboard help">?</button>
        </div>
        """);
  }

  private void help() throws IOException {
    page.markup(
        """
        <dialog id=help aria-labelledby=help-h>
        <h2 id=help-h>Keyboard</h2>
        <dl>
        <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous file</dd></div>
        <div><dt><kbd>/</kbd></dt><dd>filter files by path</dd></div>
        <div><dt><kbd>u</kbd></dt><dd>unified or side by side</dd></div>
        <div><dt><kbd>w</kbd></dt><dd>wrap long lines</dd></div>
        <div><dt><kbd>e</kbd></dt><dd>expand or collapse this file</dd></div>
        <div><dt><kbd>Shift</kbd>+<kbd>E</kbd> <kbd>C</kbd></dt><dd>expand, collapse all</dd></div>
        <div><dt><kbd>t</kbd></dt><dd>light or dark</dd></div>
        <div><dt><kbd>?</kbd></dt><dd>this help</dd></div>
        <div><dt><kbd>Esc</kbd></dt><dd>close, or clear the filter</dd></div>
        </dl>
        <button id=b-close>Close</button>
        </dialog>
        <p id=live class=quiet role=status aria-live=polite></p>
        """);
  }
}
