package mnist.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.bench.contenders.BenchedJobs;
import mnist.bench.drift.DriftSets;
import mnist.bench.page.PageBench;
import mnist.bench.pictures.PictureSets;
import mnist.bench.processes.ExitCode;
import mnist.bench.processes.JavaCommand;
import mnist.bench.report.Report;
import mnist.bench.report.Row;
import mnist.bench.report.Tables;
import mnist.bench.scale.Scale;
import mnist.bench.season.Season;
import mnist.files.JsonFiles;
import org.openjdk.jmh.runner.RunnerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The application that the launcher starts for {@code bench}. */
@Command(
    name = Main.NAME,
    customSynopsis = "jobs/bin/submit bench [options]",
    description = {
      "Measures training and scoring against DL4J, dl4j-spark, DJL with libtorch and ONNX Runtime"
          + " on this machine: a table, bench.json, bench.md and bench.png. Let nothing else run"
          + " meanwhile.",
      ""
    })
public final class Main {
  static final String NAME = "bench";

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  @Mixin private final BenchOptions options = new BenchOptions();

  private Main() {}

  /** Runs the bench; the process ends with its exit code. */
  public static void main(String[] arguments) {
    PrintStream results = System.out;
    // Standard output is the result's.
    System.setOut(System.err);
    System.exit(run(arguments, results, System.err));
  }

  /**
   * @param results takes the result's line and nothing else
   * @param errors takes everything else
   */
  static int run(String[] arguments, PrintStream results, PrintStream errors) {
    Main main = new Main();
    CommandLine command = new CommandLine(main).setUsageHelpAutoWidth(true);
    try {
      command.parseArgs(arguments);
      if (command.isUsageHelpRequested()) {
        command.usage(results);
        return ExitCode.DONE;
      }
      if (main.options.scale != null) {
        return main.scale(results, errors);
      }
      if (main.options.season != null) {
        return main.season(errors);
      }
      if (main.options.pictures != null) {
        return main.withModel(PictureSets.class, List.of(main.options.pictures), errors);
      }
      if (main.options.drift != null) {
        return main.drift(errors);
      }
      if (main.options.app) {
        return main.app(results, errors);
      }
      return main.options.kernels == null ? main.bench(results, errors) : main.kernels(results);
    } catch (ParameterException e) {
      errors.println("error: " + e.getMessage() + "; bench --help lists the options");
      return ExitCode.USER_MISTAKE;
    } catch (Exception e) {
      return ExitCode.of(e, errors);
    }
  }

  /** Exit code 3 if a contender has failed, though the others' rows are there. */
  private int bench(PrintStream results, PrintStream errors) throws Exception {
    long began = System.nanoTime();
    options.check();
    org.apache.hadoop.fs.Path output = output();
    Report report = Bench.run(options, output, launcher());
    errors.print(Tables.text(report));
    double seconds = (System.nanoTime() - began) / 1e9;
    LOG.info("{} took {} s", NAME, Math.round(seconds * 10) / 10.0);
    results.println(JsonFiles.toLine(result(report, output, seconds)));
    results.flush();
    return report.rows().stream().allMatch(Row::sound) ? ExitCode.DONE : ExitCode.BUG;
  }

  private int drift(PrintStream errors) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(options.fonts));
    if (!options.drift.isEmpty()) {
      arguments.add(options.drift);
    }
    return withModel(DriftSets.class, arguments, errors);
  }

  /** In a process of its own, since Spark needs options of Java that this one hasn't. */
  private int withModel(Class<?> program, List<String> arguments, PrintStream errors)
      throws IOException, InterruptedException {
    Bounds.require(options.model != null, "--model", "a store or a version", "not given");
    List<String> all = new ArrayList<>(List.of(options.model));
    all.addAll(arguments);
    List<String> command = JavaCommand.of(program, List.of(), all);
    return ExitCode.ofChild(new ProcessBuilder(command).inheritIO().start().waitFor(), errors);
  }

  /** In a process of its own, for the same reason. */
  private int season(PrintStream errors) throws IOException, InterruptedException {
    Bounds.require(
        options.output != null,
        "--output",
        "a directory, in which the same command goes on",
        "not given");
    List<String> command =
        JavaCommand.of(
            Season.class,
            Season.JAVA_OPTIONS,
            List.of(options.output, options.season.toString(), String.valueOf(options.seed)));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(Season.ENVIRONMENT);
    return ExitCode.ofChild(builder.start().waitFor(), errors);
  }

  private int scale(PrintStream results, PrintStream errors)
      throws IOException, InterruptedException {
    Path directory = Path.of(output().toUri());
    List<Scale.Row> rows =
        Scale.measure(launcher(), directory, options.scale, options.seed, errors);
    results.println(
        JsonFiles.toLine(
            Map.of("job", NAME, "output", directory.toString(), "scale", rows, "status", "done")));
    return ExitCode.DONE;
  }

  private int app(PrintStream results, PrintStream errors) throws Exception {
    Path directory = Path.of(output().toUri());
    PageBench.Report report = PageBench.USUAL.run(launcher(), options.model, directory);
    errors.print(report.text());
    results.println(
        JsonFiles.toLine(
            Map.of(
                "job",
                NAME,
                "output",
                directory.toString(),
                "app",
                report.figures(),
                "status",
                "done")));
    return ExitCode.DONE;
  }

  private int kernels(PrintStream results) throws RunnerException {
    Map<String, Object> result = new TreeMap<>();
    result.put("job", NAME);
    result.put("kernels", Kernels.run(options.kernels));
    result.put("status", "done");
    results.println(JsonFiles.toLine(result));
    return ExitCode.DONE;
  }

  private org.apache.hadoop.fs.Path output() {
    return options.output == null
        ? BenchedJobs.newDirectory(NAME)
        : new org.apache.hadoop.fs.Path(Path.of(options.output).toAbsolutePath().toUri());
  }

  private Path launcher() {
    String project = System.getenv("MNIST_SPARK_HOME");
    if (project == null && (options.coldStart || options.app || options.scale != null)) {
      throw new InvalidInputException(
          "Cannot measure whole jobs: the launcher that starts them isn't known",
          "give --cold-start, --app and --scale to jobs/bin/submit bench");
    }
    return project == null ? null : Path.of(project, "jobs", "bin", "submit");
  }

  private static SortedMap<String, Object> result(
      Report report, org.apache.hadoop.fs.Path output, double seconds) {
    boolean sound = report.rows().stream().allMatch(Row::sound);
    SortedMap<String, Object> result = new TreeMap<>();
    result.put("job", NAME);
    result.put("status", sound ? "done" : "failed");
    result.put("elapsed_s", Math.round(seconds * 10) / 10.0);
    result.put("output", output.toString());
    result.put("ratios", report.ratios());
    result.put("bars", report.bars());
    result.put(
        "failed",
        report.rows().stream()
            .filter(row -> !row.sound())
            .map(row -> row.task() + " " + row.name())
            .toList());
    return result;
  }
}
