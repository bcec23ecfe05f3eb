package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.jobs.processes.Processes.Ended;

/**
 * Chromium without a window, if the machine has one (Debian's package {@code chromium}). Tests are
 * skipped where it hasn't, unless the variable {@value #REQUIRED} says {@code required}.
 */
final class Browser {

  private static final String REQUIRED = "MNIST_SPARK_BROWSER";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** What stands in the log for every message of a page, as of what it may not load. */
  private static final String MESSAGE = ":CONSOLE";

  private static final Pattern FIGURE =
      Pattern.compile("<data id=\"([^\"]+)\" value=\"([^\"]+)\">");

  private Browser() {}

  /**
   * A page as the browser has it.
   *
   * @param messages that it gave rise to
   * @param figures values of its {@code data} elements, by their ids
   */
  record Opened(List<String> messages, Map<String, String> figures) {}

  /**
   * Opens a page, without a network.
   *
   * @param directory for the browser's own files
   */
  static Opened open(Path page, Path directory) throws IOException, InterruptedException {
    Ended ended =
        Processes.run(
            directory,
            Map.of(),
            List.of(
                executable(),
                "--headless",
                // Its sandbox refuses to start as root; the page is our own.
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + Files.createTempDirectory(directory, "browser"),
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri().toString()));
    if (ended.code() != 0) {
      fail("the browser ended with %d: %s", ended.code(), ended.errors());
    }
    Map<String, String> figures = new TreeMap<>();
    Matcher figure = FIGURE.matcher(ended.output());
    while (figure.find()) {
      figures.put(figure.group(1), figure.group(2));
    }
    return new Opened(
        ended.errors().lines().filter(line -> line.contains(MESSAGE)).toList(), figures);
  }

  static String executable() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(Browser::missing);
  }

  private static String missing() {
    String message = "no browser is installed; looked for " + NAMES + " on the PATH";
    return "required".equals(System.getenv(REQUIRED)) ? fail(message) : abort(message);
  }
}
