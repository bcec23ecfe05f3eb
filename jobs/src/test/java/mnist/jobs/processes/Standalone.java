package mnist.jobs.processes;

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
import mnist.testing.Deadline;

/** Spark's own cluster manager: a master and workers, in processes of the assembled Spark. */
final class Standalone implements AutoCloseable {
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();
  private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED = Pattern.compile("(Successfully registered) with");

  private final Path directory;
  private final List<Process> workers = new ArrayList<>();

  /** What killed workers had started. */
  private final List<ProcessHandle> orphans = new ArrayList<>();

  private Process master;
  private String url;

  private Standalone(Path directory) {
    this.directory = directory;
  }

  /**
   * With one worker.
   *
   * @param cores of the worker
   * @param memory of the worker, such as 1g
   * @param directory for what the workers write
   */
  static Standalone start(int cores, String memory, Path directory) throws IOException {
    Standalone cluster = new Standalone(directory);
    try {
      cluster.master = cluster.daemon("master.Master", "--host", "127.0.0.1", "--port", "0");
      cluster.url = await(STARTED, cluster.master);
      cluster.addWorker(cores, memory);
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
  }

  /** Returns when the master knows it. */
  void addWorker(int cores, String memory) throws IOException {
    addWorker(cores, memory, "127.0.0.1");
  }

  /**
   * Returns when the master knows it.
   *
   * @param host an address of this machine, where the worker and its executors say that they are
   */
  void addWorker(int cores, String memory, String host) throws IOException {
    Process worker =
        daemon(
            "worker.Worker",
            "--host",
            host,
            "--cores",
            String.valueOf(cores),
            "--memory",
            memory,
            "--work-dir",
            directory.resolve("work-" + workers.size()).toString(),
            url);
    workers.add(worker);
    await(REGISTERED, worker);
  }

  /**
   * Kills a worker by SIGKILL; its executors notice and end.
   *
   * @param number in the order in which they were added, from 0
   */
  void killWorker(int number) throws InterruptedException {
    Process worker = workers.get(number);
    worker.descendants().forEach(orphans::add);
    worker.destroyForcibly().waitFor();
  }

  private Process daemon(String name, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                // Spark's default configuration of its log, since none is on the class path.
                "-cp",
                SPARK.resolve("jars") + "/*",
                "org.apache.spark.deploy." + name,
                "--webui-port",
                "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_HOME", SPARK.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    // Workers hand these on to executors and drivers.
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_HOSTNAME", "localhost");
    return Deadline.start(builder, Deadline.OF_A_LONG_ONE);
  }

  /** What a daemon says of itself when it is ready. */
  private static String await(Pattern said, Process daemon) throws IOException {
    BufferedReader log =
        new BufferedReader(new InputStreamReader(daemon.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder lines = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      lines.append(line).append('\n');
      Matcher matcher = said.matcher(line);
      if (matcher.find()) {
        drain(log);
        return matcher.group(1);
      }
    }
    throw new IOException("A daemon of Spark's ended before it was ready: " + lines);
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

  /** For {@code --master}. */
  String url() {
    return url;
  }

  @Override
  public void close() {
    // Workers end what they have started when they are asked to end.
    workers.forEach(Standalone::end);
    orphans.forEach(ProcessHandle::destroyForcibly);
    if (master != null) {
      end(master);
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
