package dev.createdump.engine.render.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A real browser without a window, with a profile of its own, that remembers what it complained of
/// and what it asked the network for.
final class Browser implements AutoCloseable {
  private static final String HOW =
      "the browser tests need chromium and its driver: apt-get install -y chromium chromium-driver";

  private static final Pattern REQUEST_ID = Pattern.compile("\"requestId\":\"([^\"]*)\"");
  private static final Pattern URL =
      Pattern.compile("\"request\":\\{.*?\"url\":\"([^\"]*)\"", Pattern.DOTALL);

  /// Selenium warns of every browser newer than itself; none of what it then lacks is used here.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /// Starts the browser, or skips the tests with the reason where there is none.
  static Browser start(Path profile) {
    Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = program("chromedriver");
    assumeTrue(chromium.isPresent() && chromedriver.isPresent(), HOW);
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    logging.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> program(String... names) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String name : names) {
      for (String directory : path.split(File.pathSeparator, -1)) {
        Path program = Path.of(directory, name);
        if (!directory.isEmpty() && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /// Opens a page from a file, at a part of it where one is given.
  void open(Path file, String fragment) {
    driver.get(file.toUri() + fragment);
  }

  /// Writes a page next to the others and opens it.
  Path open(Path directory, byte[] page) throws IOException {
    Path file = Files.createTempFile(directory, "page", ".html");
    Files.write(file, page);
    open(file, "");
    while (number("return localStorage.length") > 0) {
      // What an earlier page kept reaches a new one at its own pace.
      forget();
      open(file, "");
    }
    return file;
  }

  void width(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void prefers(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void scripts(boolean allowed) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  void press(CharSequence keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  /// How many elements match and take up room.
  long shown(String css) {
    return number(
        "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length",
        css);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  <T> T evaluate(String script, Object... arguments) {
    @SuppressWarnings("unchecked")
    T value = (T) Objects.requireNonNull(driver.executeScript(script, arguments), script);
    return value;
  }

  long number(String script, Object... arguments) {
    Number value = evaluate(script, arguments);
    return Math.round(value.doubleValue());
  }

  String text(String script, Object... arguments) {
    return evaluate(script, arguments).toString();
  }

  /// Waits until an expression holds; layout and rows come a frame or two after their cause.
  void until(String expression) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!this.<Boolean>evaluate("return !!(" + expression + ")")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true within 20 seconds: " + expression);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// What the console says since the last call: errors, blocked loads, violated policies.
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /// The addresses the network was asked for since the last call: not the files themselves, inline
  /// data, the browser's own pages, nor what the page's policy kept from being asked for.
  List<String> requests() {
    List<String> events =
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(LogEntry::getMessage)
            .toList();
    Set<String> blocked =
        events.stream()
            .filter(event -> event.contains("\"blockedReason\":\"csp\""))
            .map(Browser::requestId)
            .collect(Collectors.toSet());
    return events.stream()
        .filter(event -> event.contains("\"Network.requestWillBeSent\""))
        .filter(event -> !blocked.contains(requestId(event)))
        .map(event -> first(URL, event))
        .filter(url -> !url.matches("(file|data|about|chrome|chrome-untrusted):.*"))
        .toList();
  }

  private static String requestId(String event) {
    return first(REQUEST_ID, event);
  }

  private static String first(Pattern pattern, String event) {
    Matcher matcher = pattern.matcher(event);
    return matcher.find() ? matcher.group(1) : "";
  }

  void forget() {
    evaluate("localStorage.clear(); return true");
  }

  @Override
  public void close() {
    driver.quit();
  }
}
