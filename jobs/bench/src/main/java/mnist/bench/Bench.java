package mnist.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mnist.bench.machine.Arithmetic;
import mnist.bench.machine.Clock;
import mnist.bench.machine.Machine;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Prepared;
import mnist.bench.plan.Task;
import mnist.bench.plan.WorkFiles;
import mnist.bench.processes.ColdStart;
import mnist.bench.processes.Processes;
import mnist.bench.report.Bar;
import mnist.bench.report.Report;
import mnist.bench.report.Row;
import mnist.bench.report.Rows;
import mnist.bench.report.Spread;
import mnist.bench.report.Tables;
import mnist.bench.report.ThroughputBars;
import mnist.files.StagedDirectory;
import mnist.html.Drawing;
import mnist.model.Processor;
import mnist.report.PngFiles;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures all that is asked for. A repetition is some seconds long, and another program may take
 * some seconds of the machine; so a contender's repetitions are divided among passes through the
 * list of contenders, every second one backwards.
 */
final class Bench {
  private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

  /** The report, as JSON, as a table for a README and as a picture. */
  static final String JSON = "bench.json";

  static final String MARKDOWN = "bench.md";
  static final String PICTURE = "bench.png";

  /**
   * Repetitions of a process that don't count: for half a minute Java compiles what is slow, on the
   * cores that training takes.
   */
  private static final int TRAINING_WARMUPS = 5;

  private static final int SCORING_WARMUPS = 1;

  /** DL4J as published trains on a fourth of the images: on all it would take most of an hour. */
  private static final int DL4J_PART = 4;

  private final BenchOptions options;
  private final Processes processes;
  private final Path work;
  private final Path logs;
  private final List<Double> clocks = new ArrayList<>();

  private Bench(BenchOptions options, Path directory) throws IOException {
    this.options = options;
    this.work = Files.createDirectory(directory.resolve("work"));
    this.logs = Files.createDirectory(directory.resolve("logs"));
    this.processes = new Processes(logs);
  }

  /**
   * Measures and publishes.
   *
   * @param target a new directory on this machine
   * @param launcher {@code jobs/bin/submit}, for a cold start
   * @throws mnist.InvalidInputException if the directory can't be written
   */
  static Report run(BenchOptions options, org.apache.hadoop.fs.Path target, Path launcher)
      throws IOException {
    Configuration conf = new Configuration();
    try (StagedDirectory staged = StagedDirectory.beside(target, conf)) {
      Path directory = Path.of(staged.path().toUri());
      Bench bench = new Bench(options, directory);
      Report report = bench.report(launcher);
      FileUtils.deleteDirectory(bench.work.toFile());
      WorkFiles.writeJson(directory.resolve(JSON), report);
      Files.writeString(directory.resolve(MARKDOWN), Tables.markdown(report));
      Optional<Drawing> picture = ThroughputBars.of(report);
      if (picture.isPresent()) {
        PngFiles.write(picture.get(), new org.apache.hadoop.fs.Path(staged.path(), PICTURE), conf);
      }
      staged.publish();
      return report;
    }
  }

  private Report report(Path launcher) throws IOException {
    Machine machine = Machine.current();
    LOG.info("{}, {} of {} cores", machine.processor(), options.cores, machine.logicalCores());
    Prepared prepared = prepare();
    Map<Plan, List<Measured>> measured = new LinkedHashMap<>();
    Map<Plan, String> failures = new HashMap<>();
    plans().forEach(plan -> measured.put(plan, new ArrayList<>()));
    for (int pass = 0; pass < options.passes; pass++) {
      List<Plan> order = new ArrayList<>(measured.keySet());
      if (pass % 2 == 1) {
        Collections.reverse(order);
      }
      for (Plan plan : order) {
        measure(plan, pass, measured.get(plan), failures);
      }
    }
    ColdStart coldStart = options.coldStart ? coldStart(launcher, prepared) : null;
    return report(machine, prepared, rows(measured, failures, machine, prepared), coldStart);
  }

  private Prepared prepare() throws IOException {
    long images = options.wants(Task.SCORE) ? options.images : 0;
    int files = options.wants(Task.SCORE_FILES) ? options.files : 0;
    LOG.info("preparing data{}", images + files > 0 ? " and a model" : "");
    Plan plan = plan(Task.TRAIN, Contender.SPARK, Contender.TRAINING_BATCH);
    try {
      processes.prepare(plan, images, files);
    } catch (Processes.FailedProcess e) {
      throw new IllegalStateException("the preparation has failed: " + e.getMessage(), e);
    }
    return WorkFiles.of(plan).readPrepared();
  }

  private List<Plan> plans() {
    List<Plan> plans = new ArrayList<>();
    for (Task task : Task.values()) {
      for (Contender contender : Contender.values()) {
        // On one core it is what ours through Spark is.
        boolean twice = contender == Contender.SPARK_ONE_WORKER && options.cores == 1;
        if (options.wants(task) && options.wants(contender) && contender.does(task) && !twice) {
          contender
              .batches(task, options.cores)
              .forEach(batch -> plans.add(plan(task, contender, batch)));
        }
      }
    }
    return plans;
  }

  private Plan plan(Task task, Contender contender, int batch) {
    return new Plan(
        work.toString(),
        task,
        contender.label(),
        batch,
        contender.threads(task, options.cores),
        options.architecture,
        task == Task.TRAIN ? TRAINING_WARMUPS : SCORING_WARMUPS,
        (options.repetitions - 1) / options.passes + 1,
        (options.trainImages - 1) / (contender == Contender.DL4J ? DL4J_PART : 1) + 1,
        options.scoreSeconds,
        options.learningRate,
        options.seed);
  }

  private void measure(Plan plan, int pass, List<Measured> measured, Map<Plan, String> failures)
      throws IOException {
    clocks.add(Clock.gigahertz(options.cores));
    try {
      Measured one = processes.measure(plan, pass);
      measured.add(one);
      LOG.info(
          "pass {} of {}: {} {}, minibatches of {}: {} images/s",
          pass + 1,
          options.passes,
          plan.task().label(),
          plan.contender(),
          plan.batch(),
          Math.round(Spread.of(one.imagesPerS()).median()));
    } catch (Processes.FailedProcess e) {
      failures.put(plan, e.getMessage());
      LOG.error("{} has failed, {}; see logs/ in the output", plan.label(), e.getMessage());
    }
  }

  private ColdStart coldStart(Path launcher, Prepared prepared) throws IOException {
    LOG.info("cold start");
    Plan epochs =
        plan(Task.TRAIN, Contender.DJL, Contender.TRAINING_BATCH)
            .withEpochs(ColdStart.EPOCHS, Math.toIntExact(prepared.trainImages()));
    try {
      return ColdStart.measure(launcher, epochs, logs);
    } catch (Processes.FailedProcess e) {
      LOG.error("the cold start has failed, {}; see logs/ in the output", e.getMessage());
      return null;
    }
  }

  private List<Row> rows(
      Map<Plan, List<Measured>> measured,
      Map<Plan, String> failures,
      Machine machine,
      Prepared prepared) {
    List<Row> rows = new ArrayList<>();
    measured.forEach(
        (plan, ones) -> {
          if (failures.containsKey(plan)) {
            rows.add(Row.failed(plan, failures.get(plan)));
          } else {
            double median = Spread.of(Row.rates(ones)).median();
            Double share =
                arithmetic()
                    .filter(limit -> Arithmetic.isLimit(plan.task()))
                    .map(
                        limit ->
                            limit.share(
                                median,
                                Arithmetic.flops(plan.task(), prepared.layers()),
                                Math.min(plan.threads(), machine.physicalCores())))
                    .orElse(null);
            rows.add(Row.of(plan, ones, share, options.minAccuracy));
          }
        });
    return rows;
  }

  private Optional<Arithmetic> arithmetic() {
    return Arithmetic.of(Processor.current(), Spread.of(clocks).median());
  }

  private Report report(Machine machine, Prepared prepared, List<Row> all, ColdStart coldStart) {
    List<Row> rows = Rows.fastest(all);
    List<Row> slower = new ArrayList<>(all);
    slower.removeAll(rows);
    Map<String, Double> ratios = Rows.ratios(rows);
    Map<String, Double> flops = new TreeMap<>();
    for (Task task : Task.values()) {
      if (Arithmetic.isLimit(task)) {
        flops.put(task.label(), Arithmetic.flops(task, prepared.layers()));
      }
    }
    return new Report(
        machine,
        Spread.of(clocks),
        arithmetic().map(Arithmetic::gigaflopsPerCore).orElse(null),
        flops,
        options.seed,
        options.architecture,
        options.trainImages,
        options.images,
        options.files,
        Machine.versions(),
        rows,
        slower,
        ratios,
        coldStart,
        Bar.of(ratios, coldStart));
  }
}
