package dev.createdump.engine.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/tool/pull/42",
        "http://git.intern:8080/a/b?x=1&y=%20#note",
        "https://example.org/@user"
      })
  void plainWebAddressesAreLinks(String url) {
    assertThat(WebLink.isSafe(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "https:///path",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://example.org",
        "https://example.org/a b",
        "https://example.org/\n",
        "https://github.com@evil.example/",
        "https://github.com\\@evil.example/",
        "https://ex\u0430mple.org/",
        "https://example.org/\u202E",
        "data:text/html,x",
        "//example.org/",
        "file:///etc/passwd",
        "ftp://example.org/"
      })
  void everythingElseIsText(String url) {
    assertThat(WebLink.isSafe(url)).isFalse();
  }
}
