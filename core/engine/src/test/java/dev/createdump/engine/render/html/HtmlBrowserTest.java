package dev.createdump.engine.render.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.createdump.engine.dump.TestDumps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;

/// The page in a real browser.
class HtmlBrowserTest {
  /// Far above what is usual (a second; some ten milliseconds), far below what would annoy.
  private static final long LOAD_MILLIS = 20_000;

  private static final long FILTER_MILLIS = 2_000;

  @TempDir private static Path directory;
  private static @Nullable Browser started;

  private final Browser browser = Objects.requireNonNull(started);

  @BeforeAll
  static void startBrowser() throws IOException {
    started = Browser.start(Files.createDirectory(directory.resolve("profile")));
  }

  @AfterAll
  static void stopBrowser() {
    if (started != null) {
      started.close();
    }
  }

  @BeforeEach
  void usualWindow() {
    browser.width(1280, 900);
    browser.prefers("light");
  }

  /// Whatever a test did, the browser had nothing to complain of and asked no one for anything.
  @AfterEach
  void quietAndOffline() {
    browser.forget();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void theFilterShowsMatchingFilesInListAndPage() throws IOException {
    openEverything();
    browser.press("/");
    browser.press("SRC java");
    browser.until("document.querySelectorAll('.f:not([hidden])').length === 1");
    assertThat(browser.find(".f:not([hidden]) h3").getText()).contains("src/Edited.java");
    assertThat(browser.shown("#list a")).isEqualTo(1);
    assertThat(browser.shown("#list .d")).isEqualTo(1);
    assertThat(browser.find("#shown").getText()).isEqualTo("1 of 12 files");
    browser.press(" nothing");
    browser.until("document.querySelectorAll('.f:not([hidden])').length === 0");
    assertThat(browser.find("#none").isDisplayed()).isTrue();
    browser.press(Keys.ESCAPE);
    browser.until("document.querySelectorAll('.f:not([hidden])').length === 12");
  }

  @Test
  void theFilterKnowsOldPathsStatusAndState() throws IOException {
    openEverything();
    browser.find("#q").sendKeys("a.sh");
    browser.until("document.querySelectorAll('.f:not([hidden])').length === 1");
    browser.press(Keys.ESCAPE);
    browser.find("#kind option[value=redacted]").click();
    assertThat(browser.find(".f:not([hidden]) h3").getText()).contains("app.yml");
    browser.find("#kind option[value=R]").click();
    assertThat(browser.shown(".f")).isEqualTo(2);
  }

  @Test
  void linesBecomeRowsWithBothNumbersAndTheChangedWord() throws IOException {
    openEverything();
    browser.evaluate("document.querySelector('#f1').scrollIntoView(); return 1");
    browser.until("document.querySelectorAll('#f1 > .c .x').length === 2");
    assertThat(rows("#f1 > .c"))
        .isEqualTo(
            """
            9|9| int a;
            10||-int b = 1;
            |10|+int b = 2;
            |11|+int c;
            11|12| int d;
            40||-old
            ||\\ No newline at end of file
            |41|+new
            """);
    assertThat(browser.text("return document.querySelector('#f1 .del b').textContent"))
        .isEqualTo("1");
    assertThat(browser.text("return document.querySelector('#f1 .add b').textContent"))
        .isEqualTo("2");
  }

  private String rows(String chunk) {
    return browser.text(
        """
        let all = '';
        for (const row of document.querySelectorAll(arguments[0] + ' tr')) {
          const [o, w, t] = row.cells;
          const mark = t.matches('.add') ? '+' : t.matches('.del') ? '-'
              : o.dataset.n ? ' ' : '';
          all += [o.dataset.n || '', w.dataset.n || '', mark + t.textContent].join('|') + '\\n';
        }
        return all;
        """,
        chunk);
  }

  @Test
  void sideBySidePutsOldLeftAndNewRightAndBackAgain() throws IOException {
    openEverything();
    browser.evaluate("document.querySelector('#f1').scrollIntoView(); return 1");
    browser.until("document.querySelector('#f1 .x.unified')");
    String unified = rows("#f1 > .c");
    browser.press("u");
    browser.until("document.querySelector('#f1 .x.split')");
    assertThat(browser.text("return document.querySelectorAll('#f1 .split tr')[1].innerText"))
        .contains("int b = 1;", "int b = 2;");
    assertThat(
            browser.text("return document.querySelectorAll('#f1 .split tr')[2].innerText.trim()"))
        .isEqualTo("int c;");
    assertThat(browser.find("#b-split").getAttribute("aria-pressed")).isEqualTo("true");
    browser.find("#b-uni").click();
    browser.until("document.querySelector('#f1 .x.unified')");
    assertThat(rows("#f1 > .c")).isEqualTo(unified);
  }

  @Test
  void theKeyboardWalksOverTheFiles() throws IOException {
    openEverything();
    browser.press("j");
    assertThat(current()).isEqualTo("#f0");
    browser.press("jj");
    assertThat(current()).isEqualTo("#f2");
    assertThat(browser.text("return document.activeElement.parentElement.id")).isEqualTo("f2");
    browser.press("k");
    assertThat(current()).isEqualTo("#f1");
    browser.press("e");
    assertThat(browser.<Boolean>evaluate("return document.querySelector('#f1').open")).isFalse();
    browser.press("C");
    assertThat(browser.number("return document.querySelectorAll('.f[open]').length")).isZero();
    browser.press("E");
    assertThat(browser.number("return document.querySelectorAll('.f[open]').length")).isEqualTo(12);
  }

  private String current() {
    return browser.text("return document.querySelector('#list [aria-current]').hash");
  }

  @Test
  void helpOpensAndClosesByKey() throws IOException {
    openEverything();
    browser.press("?");
    assertThat(browser.find("#help").isDisplayed()).isTrue();
    browser.press(Keys.ESCAPE);
    browser.until("!document.querySelector('#help').open");
  }

  @Test
  void keysTypedIntoTheFilterAreText() throws IOException {
    openEverything();
    browser.press("/");
    browser.press("jtue?");
    assertThat(browser.text("return document.querySelector('#q').value")).isEqualTo("jtue?");
    assertThat(browser.<Boolean>evaluate("return document.querySelector('#help').open")).isFalse();
  }

  @Test
  void theThemeFollowsTheSystemUntilTheReaderChooses() throws IOException {
    Path page = openEverything();
    String light = ground();
    browser.prefers("dark");
    String dark = ground();
    assertThat(dark).isNotEqualTo(light);
    browser.press("t");
    assertThat(ground()).isEqualTo(light);
    browser.open(page, "?again");
    assertThat(ground()).as("remembered").isEqualTo(light);
  }

  private String ground() {
    return browser.text("return getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void longLinesWrapUnlessTheReaderSaysOtherwise() throws IOException {
    openEverything();
    assertThat(browser.<Boolean>evaluate("return document.documentElement.matches('.nowrap')"))
        .isFalse();
    browser.press("w");
    assertThat(browser.find("#b-wrap").getAttribute("aria-pressed")).isEqualTo("false");
    browser.until("document.documentElement.matches('.nowrap')");
  }

  @Test
  void aFindingLeadsToItsLine() throws IOException {
    openEverything();
    browser.find("#findings a[data-l=R11]").click();
    browser.until("document.querySelector('#f1 .aim')");
    assertThat(browser.text("return document.querySelector('#f1 .aim.t').textContent"))
        .isEqualTo("int c;");
    assertThat(browser.text("return location.hash")).isEqualTo("#f1R11");
  }

  @Test
  void anAddressWithALineOpensALongFileThere() throws IOException {
    Path page = browser.open(directory, Pages.render(Pages.large(3)));
    browser.open(page, "?again#f0R1999");
    browser.until("document.querySelector('#f0 .aim.t')");
    assertThat(browser.text("return document.querySelector('#f0 .aim.t').textContent"))
        .contains("1998");
    browser.until(
        "(r => r.top > 0 && r.bottom < innerHeight)("
            + "document.querySelector('#f0 .aim').getBoundingClientRect())");
  }

  @Test
  void hostileTextRunsNothing() throws IOException {
    browser.open(directory, Pages.render(Pages.hostile()));
    browser.press("E");
    browser.press("u");
    browser.press("u");
    for (int i = 0; i < 4; i++) {
      browser.press("j");
    }
    browser.until("document.querySelector('#f0 .x')");
    assertThat(browser.text("return String(window.trapped)")).isEqualTo("undefined");
    assertThat(browser.number("return document.querySelectorAll('script,img,iframe').length"))
        .isEqualTo(1);
    browser.until("document.querySelector('#f1 .x.unified')");
    assertThat(browser.text("return document.querySelector('#f1 .t').textContent"))
        .isEqualTo("if (accessU+202E U+2066// adminU+2069 U+2066) {");
  }

  @Test
  void evenAScriptThatGotInWouldNotRun() throws IOException {
    openEverything();
    assertThatThrownBy(
            () ->
                browser.evaluate(
                    "const s = document.createElement('script'); s.textContent = arguments[0];"
                        + " document.body.append(s); return 1",
                    Pages.TRAP))
        .isInstanceOf(JavascriptException.class)
        .hasMessageContaining("TrustedScript");
    assertThat(browser.complaints()).anyMatch(message -> message.contains("TrustedScript"));
    byte[] page = Pages.render(Pages.everything());
    String injected =
        new String(page, StandardCharsets.UTF_8)
            .replace(
                "</main>",
                "<script>" + Pages.TRAP + "</script><img src=https://evil.example/></main>");
    browser.open(directory, injected.getBytes(StandardCharsets.UTF_8));
    assertThat(browser.text("return String(window.trapped)")).isEqualTo("undefined");
    assertThat(browser.complaints()).anyMatch(message -> message.contains("script-src"));
  }

  @Test
  void withoutScriptsTheUnifiedDiffIsThere() throws IOException {
    Path page = openEverything();
    browser.scripts(false);
    try {
      browser.open(page, "?again#f1");
      assertThat(browser.find("#f1 .c pre").isDisplayed()).isTrue();
      assertThat(browser.find("#f1 .c ins").getText()).isEqualTo("+int b = 2;\n+int c;");
      assertThat(browser.find("#q").isDisplayed()).isFalse();
      assertThat(browser.find("#b-split").isDisplayed()).isFalse();
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void nothingSticksOutOfAPhone() throws IOException {
    browser.width(360, 740);
    openEverything();
    assertNothingSticksOut();
    browser.find("#b-nav").click();
    assertThat(browser.find("#list").isDisplayed()).isTrue();
    browser.find("#list a[href='#f1']").click();
    browser.until("!document.querySelector('#list').checkVisibility()");
    assertThat(browser.text("return location.hash")).isEqualTo("#f1");
    browser.open(directory, Pages.render(Pages.hostile()));
    assertNothingSticksOut();
  }

  private void assertNothingSticksOut() {
    assertThat(browser.number("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(360);
  }

  @Test
  void twoThousandFilesStayUsable() throws IOException {
    browser.open(directory, Pages.render(Pages.large(2_000)));
    assertThat(browser.number("return performance.getEntriesByType('navigation')[0].loadEventEnd"))
        .isLessThan(LOAD_MILLIS);
    for (String query : new String[] {"module07", "0123", "", "file"}) {
      long millis =
          browser.number(
              """
              const field = document.querySelector('#q');
              field.value = arguments[0];
              const start = performance.now();
              field.dispatchEvent(new Event('input'));
              document.body.getBoundingClientRect();
              return performance.now() - start;
              """,
              query);
      assertThat(millis).as("milliseconds to filter by '%s'", query).isLessThan(FILTER_MILLIS);
    }
    browser.press("jj");
    browser.press("u");
    browser.until("document.querySelector('#f1 .split')");
    assertThat(browser.number("return document.querySelectorAll('.x').length"))
        .as("only what is near is laid out as rows")
        .isLessThan(100);
    browser.evaluate("location.hash = '#f1500'; return 1");
    browser.until("Math.abs(document.querySelector('#f1500').getBoundingClientRect().top) < 120");
  }

  @Test
  void anEmptyDumpIsQuietToo() throws IOException {
    browser.open(directory, Pages.render(TestDumps.dump().build()));
    browser.press("jkuewt");
    assertThat(browser.find("#shown").getText()).isEqualTo("0 files");
  }

  private Path openEverything() throws IOException {
    return browser.open(directory, Pages.render(Pages.everything()));
  }
}
