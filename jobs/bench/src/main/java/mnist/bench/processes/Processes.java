package mnist.bench.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.WorkFiles;

/** Starts contenders, each in a process of its own that has this one's class path. */
public final class Processes {

  static final String PREPARE = "prepare";

  private static final String OMP_THREADS = "OMP_NUM_THREADS";

  /** As much as the launcher gives to Spark's driver. */
  private static final String HEAP = "-Xmx3g";

  /**
   * For glibc, to keep what a library frees. By default it hands large arrays back to the system
   * after each minibatch, and where page faults are slow, as on virtual machines, libtorch then
   * spends most of its time on getting them again; more so the longer it runs.
   */
  private static final Map<String, String> KEEP_FREED_MEMORY =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", String.valueOf(32L << 20),
          "MALLOC_TOP_PAD_", String.valueOf(256L << 20),
          "MALLOC_TRIM_THRESHOLD_", String.valueOf(8L << 30));

  /** There is one at a time. */
  private static volatile Process running;

  private final Path logs;

  /**
   * @param logs a directory that takes what the processes print
   */
  public Processes(Path logs) {
    this.logs = logs;
  }

  static {
    // A bench that is stopped doesn't leave a contender running.
    Runtime.getRuntime().addShutdownHook(new Thread(Processes::stop));
  }

  private static void stop() {
    Process started = running;
    if (started != null) {
      started.destroyForcibly();
    }
  }

  /** A process that hasn't done what it was to do. */
  public static final class FailedProcess extends Exception {
    FailedProcess(String message) {
      super(message);
    }
  }

  /** Runs one to its end. */
  public Measured measure(Plan plan, int pass) throws IOException, FailedProcess {
    Path result = Path.of(plan.work(), plan.label() + "-" + pass + ".json");
    run(plan, plan.label() + "-" + pass, List.of(result.toString()));
    return WorkFiles.readJson(result, Measured.class);
  }

  /**
   * Makes what they share.
   *
   * @param scoreImages of the table to score; 0 for none
   * @param scoreFiles image files to score; 0 for none
   */
  public void prepare(Plan plan, long scoreImages, int scoreFiles)
      throws IOException, FailedProcess {
    run(plan, PREPARE, List.of(PREPARE, String.valueOf(scoreImages), String.valueOf(scoreFiles)));
  }

  private void run(Plan plan, String name, List<String> arguments)
      throws IOException, FailedProcess {
    Path file = Path.of(plan.work(), name + ".plan.json");
    WorkFiles.writeJson(file, plan);
    List<String> options = new ArrayList<>(List.of(HEAP));
    options.addAll(properties(plan.threads()));
    List<String> all = new ArrayList<>(List.of(file.toString()));
    all.addAll(arguments);
    List<String> command = JavaCommand.of(ContenderMain.class, options, all);
    run(command, environment(plan), logs.resolve(name + ".log"));
  }

  /**
   * Spark's master, as spark-submit would pass it on; libtorch's threads, and that it stays with
   * the natives that came in jars.
   */
  private static List<String> properties(int threads) {
    return List.of(
        "-Djava.awt.headless=true",
        "-Dspark.master=local[" + threads + "]",
        "-Dspark.ui.enabled=false",
        "-Dai.djl.offline=true",
        "-Dai.djl.pytorch.num_threads=" + threads,
        "-Dai.djl.pytorch.num_interop_threads=1");
  }

  private static Map<String, String> environment(Plan plan) {
    Contender contender = Contender.labelled(plan.contender()).orElseThrow();
    Map<String, String> environment = new HashMap<>();
    // Where DJL unpacks libtorch to, once.
    environment.put("DJL_CACHE_DIR", Path.of(plan.work(), "djl").toString());
    switch (contender) {
      // Spark's tasks, and what works as they do, take a thread each already.
      case SPARK,
              SPARK_ONE_WORKER,
              SPARK_ROBUST_AUGMENTATION,
              SPARK_ONNXRUNTIME,
              SPARK_UNCOUNTED,
              PROCESS,
              DL4J_SPARK,
              DECODER ->
          environment.put(OMP_THREADS, "1");
      case DL4J, DJL, ONNXRUNTIME -> {
        environment.put(OMP_THREADS, String.valueOf(plan.threads()));
        environment.putAll(KEEP_FREED_MEMORY);
      }
    }
    return environment;
  }

  /** Starts a program, which doesn't outlive this one. */
  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    running = process;
    return process;
  }

  /**
   * Runs a program to its end, its output going to a file.
   *
   * @throws FailedProcess if its exit code isn't 0; the message has the line that says most
   */
  public static void run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, FailedProcess {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = start(builder);
    try {
      process.getOutputStream().close();
      int code = process.waitFor();
      if (code != 0) {
        throw new FailedProcess("exit code " + code + ": " + cause(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException(e);
    }
  }

  private static String cause(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      List<String> said = lines.filter(line -> !line.isBlank()).toList();
      return said.stream()
          .filter(line -> line.startsWith("error: ") || line.startsWith("Exception in thread"))
          .findFirst()
          .orElse(said.isEmpty() ? "it said nothing" : said.get(said.size() - 1));
    }
  }
}
