package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A page in a browser without a window, which a test uses as people do, by Chromium's DevTools
 * protocol.
 */
final class BrowserTab implements AutoCloseable, WebSocket.Listener {

  private static final String LISTENING = "DevTools listening on ";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final Running browser;
  private final Map<Integer, CompletableFuture<JsonNode>> sent = new ConcurrentHashMap<>();
  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private final StringBuilder received = new StringBuilder();
  private WebSocket socket;
  private String session;
  private int count;

  private BrowserTab(Running browser) {
    this.browser = browser;
  }

  /**
   * Opens a page of this machine, without a network beyond it.
   *
   * @param directory for the browser's own files
   * @param width of the window, pixels
   * @param isDark whether the person likes pages dark
   */
  static BrowserTab open(URI page, Path directory, int width, boolean isDark) throws Exception {
    BrowserTab tab = load(page, directory, width, isDark);
    try {
      tab.await("document.body?.dataset.ready === 'yes'");
      return tab;
    } catch (Exception | Error e) {
      tab.close();
      throw e;
    }
  }

  /** The same without waiting for a model. */
  static BrowserTab load(URI page, Path directory, int width, boolean isDark) throws Exception {
    Running browser =
        Processes.start(
            directory,
            Map.of(),
            List.of(
                Browser.executable(),
                "--headless",
                // Its sandbox refuses to start as root; the page is our own.
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + Files.createTempDirectory(directory, "browser"),
                "--remote-debugging-port=0",
                "about:blank"));
    BrowserTab tab = new BrowserTab(browser);
    try {
      browser.awaitError(LISTENING);
      tab.connect(URI.create(browser.awaitLine()));
      tab.view(width, isDark);
      tab.call("Page.navigate", Map.of("url", page.toString()));
      return tab;
    } catch (Exception | Error e) {
      tab.close();
      throw e;
    }
  }

  private void connect(URI address) throws Exception {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, this)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "DOM")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Sets the window's width and the person's taste. */
  void view(int width, boolean isDark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    Map<String, Object> message = new HashMap<>();
    synchronized (this) {
      id = ++count;
      sent.put(id, answer);
      message.put("id", id);
      message.put("method", method);
      message.put("params", parameters);
      if (session != null) {
        message.put("sessionId", session);
      }
      socket.sendText(JSON.writeValueAsString(message), true).join();
    }
    JsonNode told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (told.has("error")) {
      throw new IOException(method + ": " + told.get("error"));
    }
    return told.get("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
    received.append(data);
    if (isLast) {
      try {
        take(JSON.readTree(received.toString()));
      } catch (IOException e) {
        messages.add(e.toString());
      }
      received.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void take(JsonNode message) {
    CompletableFuture<JsonNode> answer =
        message.has("id") ? sent.remove(message.get("id").asInt()) : null;
    if (answer != null) {
      answer.complete(message);
    } else if (message
        .path("method")
        .asText()
        .matches("Log.entryAdded|Runtime.exceptionThrown|Runtime.consoleAPICalled")) {
      messages.add(message.get("params").toString());
    }
  }

  /** What the page has complained of: errors of scripts, and of what it may not load. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  /** The value of an expression of JavaScript, which may be a promise's. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode told =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (told.has("exceptionDetails")) {
      throw new IOException(told.get("exceptionDetails").toString());
    }
    return told.get("result").path("value");
  }

  /** The text of the first element, as it is shown. */
  String text(String selector) throws Exception {
    return evaluate("document.querySelector('" + selector + "').innerText").asText();
  }

  /** Waits until a condition in JavaScript holds. */
  void await(String condition) throws Exception {
    evaluate(
        "new Promise(done => { const look = () => ("
            + condition
            + ") ? done() : setTimeout(look, 20); look(); })");
  }

  /**
   * Draws a line on an element.
   *
   * @param pointer mouse, pen or finger
   * @param points x and y of each, 0 to 1 of the element's width and height
   */
  void draw(String selector, String pointer, double[][] points) throws Exception {
    JsonNode box = box(selector);
    boolean isFinger = pointer.equals("finger");
    point(isFinger ? "touchStart" : "mousePressed", pointer, box, points[0]);
    for (double[] point : points) {
      point(isFinger ? "touchMove" : "mouseMoved", pointer, box, point);
    }
    if (isFinger) {
      call("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
    } else {
      point("mouseReleased", pointer, box, points[points.length - 1]);
    }
  }

  /** Left, top, width and height of an element that has been scrolled into view, pixels. */
  private JsonNode box(String selector) throws Exception {
    return evaluate(
        "(() => { const e = document.querySelector('%s'); e.scrollIntoView(); const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()"
            .formatted(selector));
  }

  private void point(String type, String pointer, JsonNode box, double[] point) throws Exception {
    double x = box.get(0).asDouble() + point[0] * box.get(2).asDouble();
    double y = box.get(1).asDouble() + point[1] * box.get(3).asDouble();
    if (pointer.equals("finger")) {
      List<?> points = List.of(Map.of("x", x, "y", y));
      call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    } else {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "pointerType",
              pointer,
              "x",
              x,
              "y",
              y,
              "button",
              "left",
              "buttons",
              1,
              "clickCount",
              1));
    }
  }

  /** Drops files on an element, as people do who drag them from a window of files. */
  void drop(String selector, Path... files) throws Exception {
    JsonNode box = box(selector);
    Map<String, ?> data =
        Map.of("items", List.of(), "files", absolute(files), "dragOperationsMask", 1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      call(
          "Input.dispatchDragEvent",
          Map.of(
              "type",
              type,
              "x",
              box.get(0).asDouble() + 1,
              "y",
              box.get(1).asDouble() + 1,
              "data",
              data));
    }
  }

  /** Pastes a picture as browsers name it that has been copied. */
  void paste(Path picture) throws Exception {
    paste(
        "clipboardData.items.add(new File([Uint8Array.from(atob('%s'), c => c.charCodeAt(0))],"
                .formatted(Base64.getEncoder().encodeToString(Files.readAllBytes(picture)))
            + " 'image.png', { type: 'image/png' }))");
  }

  /** Pastes what is no picture. */
  void paste() throws Exception {
    paste("clipboardData.items.add('seven', 'text/plain')");
  }

  private void paste(String copying) throws Exception {
    evaluate(
        """
        (() => {
          const clipboardData = new DataTransfer();
          %s;
          document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
        })()"""
            .formatted(copying));
  }

  /** Presses a key, such as ArrowLeft. */
  void press(String key) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      call("Input.dispatchKeyEvent", Map.of("type", type, "key", key));
    }
  }

  /** Chooses files, as people do in the dialogue. */
  void choose(String selector, Path... files) throws Exception {
    int root = call("DOM.getDocument", Map.of()).at("/root/nodeId").asInt();
    int node =
        call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
            .get("nodeId")
            .asInt();
    call("DOM.setFileInputFiles", Map.of("nodeId", node, "files", absolute(files)));
  }

  private static List<String> absolute(Path... files) {
    return Stream.of(files).map(file -> file.toAbsolutePath().normalize().toString()).toList();
  }

  /**
   * Pictures of the page for people to look at, light and dark, on a desk and in a hand, where
   * nothing may lie beyond its right edge.
   */
  void photographs(Path directory) throws Exception {
    for (boolean isDark : new boolean[] {false, true}) {
      for (int width : new int[] {390, 1280}) {
        view(width, isDark);
        assertThat(
                evaluate("document.documentElement.scrollWidth <= window.innerWidth").asBoolean())
            .as("nothing is beyond the right edge at %d", width)
            .isTrue();
        photograph(directory.resolve("%d-%s.png".formatted(width, isDark ? "dark" : "light")));
      }
    }
  }

  /** Writes a picture of the whole page. */
  void photograph(Path png) throws Exception {
    String picture =
        call("Page.captureScreenshot", Map.of("captureBeyondViewport", true)).get("data").asText();
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode(picture));
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    browser.close();
  }
}
