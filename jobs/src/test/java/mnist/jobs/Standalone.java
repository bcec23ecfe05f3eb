package mnist.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spark's own cluster manager: a master and a worker, in processes of the assembled Spark. */
final class Standalone implements AutoCloseable {
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();
  private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED = Pattern.compile("(Successfully registered) with");

  private final List<Process> processes = new ArrayList<>();
  private String url;

  private Standalone() {}

  /**
   * @param cores of the worker
   * @param memory of the worker, such as 1g
   * @param directory for what the worker writes
   */
  static Standalone start(int cores, String memory, Path directory) throws IOException {
    Standalone cluster = new Standalone();
    try {
      cluster.url =
          cluster.await(
              STARTED,
              directory,
              "master.Master",
              "--host",
              "127.0.0.1",
              "--port",
              "0",
              "--webui-port",
              "0");
      cluster.await(
          REGISTERED,
          directory,
          "worker.Worker",
          "--host",
          "127.0.0.1",
          "--webui-port",
          "0",
          "--cores",
          String.valueOf(cores),
          "--memory",
          memory,
          "--work-dir",
          directory.resolve("work").toString(),
          cluster.url);
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts a daemon and gives what it says of itself. */
  private String await(Pattern said, Path directory, String daemon, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                // Spark's default configuration of its log, since none is on the class path.
                "-cp",
                SPARK.resolve("jars") + "/*",
                "org.apache.spark.deploy." + daemon));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", SPARK.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    Process process = builder.start();
    processes.add(process);
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder lines = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      lines.append(line).append('\n');
      Matcher matcher = said.matcher(line);
      if (matcher.find()) {
        drain(log);
        return matcher.group(1);
      }
    }
    throw new IOException(daemon + " ended before it was ready: " + lines);
  }

  /** A daemon whose output nobody reads stands still some time. */
  private static void drain(BufferedReader log) {
    Thread drain =
        new Thread(
            () -> {
              try {
                while (log.readLine() != null) {}
              } catch (IOException e) {
                // It has ended.
              }
            },
            "drain");
    drain.setDaemon(true);
    drain.start();
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      Process process = processes.get(i);
      process.destroy();
      try {
        if (process.waitFor(20, TimeUnit.SECONDS)) {
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
    }
  }
}
