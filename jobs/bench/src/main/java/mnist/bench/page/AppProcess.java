package mnist.bench.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mnist.UnavailableException;
import mnist.bench.processes.Processes;

/** The job {@code app} in a process of its own, from its command until it is told to end. */
final class AppProcess implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** The page always shows the steps of the preparation. */
  private static final String AS_THE_PAGE = "predict?steps=true";

  /** How often it is asked whether it is there. */
  private static final int POLL_MILLIS = 5;

  private static final int PATIENCE_SECONDS = 120;
  private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);
  private static final int OK = 200;
  private static final int NOT_YET = 503;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final long began;
  private final URI address;

  private AppProcess(Process process, Path log, long began, int port) {
    this.process = process;
    this.log = log;
    this.began = began;
    this.address = URI.create("http://" + HOST + ":" + port + "/");
  }

  /**
   * @param launcher {@code jobs/bin/submit}
   * @param model store or version
   * @param log that takes what it prints
   */
  static AppProcess start(Path launcher, String model, Path log) throws IOException {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher.toString(), "app", "--store", model, "--port", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    long began = System.nanoTime();
    return new AppProcess(Processes.start(builder), log, began, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return any.getLocalPort();
    }
  }

  /** Waits for the page; seconds since the command. */
  double secondsUntilPage() throws InterruptedException {
    return secondsUntil(HttpRequest.newBuilder(address).timeout(PATIENCE).build());
  }

  /** Waits for the first answer; seconds since the command. */
  double secondsUntilAnswer(byte[] picture) throws InterruptedException {
    return secondsUntil(predicting("", picture));
  }

  private double secondsUntil(HttpRequest request) throws InterruptedException {
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != NOT_YET) {
          require(response);
          return since(began);
        }
      } catch (IOException e) {
        // It doesn't listen yet, or has ended in the middle.
      }
      if (since(began) > PATIENCE_SECONDS) {
        throw new UnavailableException(
            "Cannot measure: app gave no answer within %d s".formatted(PATIENCE_SECONDS),
            "see " + log);
      }
    }
    throw new UnavailableException(
        "Cannot measure: app ended with exit code " + process.exitValue(), "see " + log);
  }

  /**
   * How long an answer takes, ms.
   *
   * @param more what is asked for beside what the page always asks for: empty, or from an ampersand
   *     on
   * @param picture a file's bytes
   */
  double ask(String more, byte[] picture) throws IOException, InterruptedException {
    HttpRequest request = predicting(more, picture);
    long asked = System.nanoTime();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    double millis = 1000 * since(asked);
    require(response);
    return millis;
  }

  private HttpRequest predicting(String more, byte[] picture) {
    return HttpRequest.newBuilder(address.resolve(AS_THE_PAGE + more))
        .timeout(PATIENCE)
        .POST(BodyPublishers.ofByteArray(picture))
        .build();
  }

  private void require(HttpResponse<String> response) {
    if (response.statusCode() != OK) {
      throw new UnavailableException(
          "Cannot measure: app answered %d, %s"
              .formatted(response.statusCode(), response.body().strip()),
          "give a --model that reads digits; see " + log);
    }
  }

  private static double since(long time) {
    return (System.nanoTime() - time) / 1e9;
  }

  /** Ends it as SIGTERM does. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
