package mnist.bench.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;

/**
 * What people wait for who start jobs, by their commands, and another library's training alone.
 *
 * @param seconds by name, of each repetition
 * @param accuracies on the validation images of the models that {@link #TRAIN} and {@link #FAST}
 *     make, by name, 0..1
 * @param djlSeconds that DJL with libtorch takes for five epochs of the reference network in
 *     minibatches of 64, without its start-up
 */
public record ColdStart(
    SortedMap<String, List<Double>> seconds,
    SortedMap<String, Double> accuracies,
    double djlSeconds) {

  /**
   * From {@code ingest} of the bundled data to the first line that tells how many images it read.
   */
  public static final String FIRST_COUNT = "command to first count";

  /** Within that job. */
  public static final String INGEST_STAGE = "ingest, the stage";

  /** From a job's command, with its default settings, to its end. */
  public static final String INGEST = "job ingest";

  public static final String TRAIN = "job train";
  public static final String PIPELINE = "job pipeline";

  /** The same by {@code conf/fast.conf}. */
  public static final String FAST = "job train, fast";

  /** The validation accuracy that models are to have. */
  public static final double ACCURACY = 0.9915;

  public static final int EPOCHS = 5;

  private static final int REPETITIONS = 5;

  private static final String RESULT = "result.json";

  /**
   * Measures: all jobs in turn, several times, so that one that is slow for a while isn't one
   * figure's.
   *
   * @param launcher {@code jobs/bin/submit}
   * @param djl a plan of DJL's, whose repetitions are the epochs
   */
  public static ColdStart measure(Path launcher, Plan djl, Path logs)
      throws IOException, Processes.FailedProcess {
    // The first may build, and makes the archive of classes.
    ingest(launcher, Path.of(djl.work(), "ingested-first"), logs.resolve("first.log"));
    SortedMap<String, List<Double>> seconds = new TreeMap<>();
    SortedMap<String, Double> accuracies = new TreeMap<>();
    String recipe = launcher.resolveSibling("../../conf/fast.conf").normalize().toString();
    for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
      Path place = Files.createDirectory(Path.of(djl.work(), "cold-" + repetition));
      Path log = Files.createDirectory(logs.resolve("cold-" + repetition));
      JobTimes ingest = ingest(launcher, place.resolve("data"), log.resolve("ingest.log"));
      add(seconds, FIRST_COUNT, ingest.until("read \\d+ images"));
      add(seconds, INGEST_STAGE, ingest.until("ingested \\d+") - ingest.until("INFO .*: ingest "));
      add(seconds, INGEST, ingest.seconds());
      Path store = place.resolve("store");
      add(seconds, TRAIN, train(launcher, store, log.resolve("train.log")));
      accuracies.put(TRAIN, accuracy(store));
      Path fast = place.resolve("fast");
      add(seconds, FAST, train(launcher, fast, log.resolve("fast.log"), "--config", recipe));
      accuracies.put(FAST, accuracy(fast));
      add(
          seconds,
          PIPELINE,
          JobTimes.run(
                  List.of(
                      launcher.toString(), "pipeline", "--output", place.resolve("run").toString()),
                  log.resolve("pipeline.log"))
              .seconds());
    }
    Measured measured = new Processes(logs).measure(djl, 0);
    double djlSeconds =
        measured.imagesPerS().stream().mapToDouble(rate -> djl.trainImages() / rate).sum();
    return new ColdStart(seconds, accuracies, djlSeconds);
  }

  private static JobTimes ingest(Path launcher, Path output, Path log)
      throws IOException, Processes.FailedProcess {
    return JobTimes.run(List.of(launcher.toString(), "ingest", "--output", output.toString()), log);
  }

  /** How many seconds it takes. */
  private static double train(Path launcher, Path store, Path log, String... options)
      throws IOException, Processes.FailedProcess {
    List<String> command =
        new ArrayList<>(List.of(launcher.toString(), "train", "--store", store.toString()));
    command.addAll(List.of(options));
    return JobTimes.run(command, log).seconds();
  }

  private static double accuracy(Path store) throws IOException {
    JsonNode result = new ObjectMapper().readTree(store.resolve(RESULT).toFile());
    return result.get("validation_accuracy").asDouble();
  }

  private static void add(SortedMap<String, List<Double>> seconds, String name, double value) {
    seconds.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }
}
