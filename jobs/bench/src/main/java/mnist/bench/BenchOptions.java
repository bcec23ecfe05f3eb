package mnist.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.bench.plan.Contender;
import mnist.bench.plan.Task;
import mnist.bench.scale.Workload;
import mnist.config.NearestName;
import mnist.model.Architecture;
import picocli.CommandLine.Option;

/** What the user asks for. */
final class BenchOptions {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "New directory on this machine (default: a new one under the project's runs).")
  String output;

  @Option(
      names = "--tasks",
      paramLabel = "LIST",
      split = ",",
      description = "Any of train, score, score-files (default: all).")
  List<String> tasks = Arrays.stream(Task.values()).map(Task::label).toList();

  @Option(
      names = "--contenders",
      paramLabel = "LIST",
      split = ",",
      description =
          "Any of spark, spark-onnxruntime, spark-uncounted, spark-one-worker,"
              + " spark-robust-augmentation, process, dl4j, dl4j-spark, djl, onnxruntime, decoder"
              + " (default: all).")
  List<String> contenders = Contender.labels();

  @Option(
      names = "--architecture",
      paramLabel = "NAME",
      description = "reference or lenet (default: ${DEFAULT-VALUE}).")
  String architecture = "reference";

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Cores to use (default: all of this machine's).")
  int cores = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Counted repetitions at least, over all passes (default: ${DEFAULT-VALUE}).")
  int repetitions = 5;

  @Option(
      names = "--passes",
      paramLabel = "N",
      description =
          "Times that the list of contenders is run through, every second time backwards (default:"
              + " ${DEFAULT-VALUE}).")
  int passes = 2;

  @Option(
      names = "--train-images",
      paramLabel = "N",
      description = "Images that a repetition trains on (default: ${DEFAULT-VALUE}).")
  int trainImages = 25_600;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Images in the table that Spark scores (default: ${DEFAULT-VALUE}).")
  long images = 1_000_000;

  @Option(
      names = "--files",
      paramLabel = "N",
      description = "Image files that Spark scores (default: ${DEFAULT-VALUE}).")
  int files = 50_000;

  @Option(
      names = "--score-seconds",
      paramLabel = "X",
      description = "Seconds that a repetition of the others scores (default: ${DEFAULT-VALUE}).")
  double scoreSeconds = 2;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Adam's at its highest, for all (default: ${DEFAULT-VALUE}).")
  double learningRate = 0.003;

  @Option(
      names = "--min-accuracy",
      paramLabel = "X",
      description =
          "Validation accuracy that shows that a contender has learnt (default: ${DEFAULT-VALUE}).")
  double minAccuracy = 0.9;

  @Option(
      names = "--cold-start",
      description =
          "Also time ingest, train and pipeline from their commands, five times each, and five"
              + " epochs by DJL; a quarter of an hour (default: no).")
  boolean coldStart;

  @Option(
      names = "--kernels",
      paramLabel = "REGEX",
      description =
          "Run the JMH suite of kernels instead, those whose name matches; . for all (default:"
              + " no).")
  String kernels;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Read sets of pictures instead, resized naively and prepared: a directory for each set,"
              + " with one for each digit in it (default: no).")
  String pictures;

  @Option(
      names = "--app",
      description =
          "Time the page instead: five starts of the job app from its command, and its answers"
              + " (default: no).")
  boolean app;

  @Option(
      names = "--drift",
      paramLabel = "DIR",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Say of MNIST's test images, changed ones, printed digits and noise whether they have"
              + " drifted from what --model was trained on instead, and of sets in a directory,"
              + " each a directory or zip archive (default: no).")
  String drift;

  @Option(
      names = "--fonts",
      paramLabel = "DIR",
      description = "Whose printed digits --drift looks at (default: ${DEFAULT-VALUE}).")
  String fonts = "/usr/share/fonts";

  @Option(
      names = "--model",
      paramLabel = "PATH",
      description =
          "The store or version that reads --pictures, or of --drift (no default), or that --app"
              + " serves (default: one that is trained first by conf/fast.conf).")
  String model;

  @Option(
      names = "--scale",
      paramLabel = "LIST",
      split = ",",
      description =
          "Ingest and train an epoch on so many images instead, made of MNIST's; 0 for MNIST"
              + " itself; 600000x10 for ten epochs (default: no).",
      converter = Workload.Converter.class)
  List<Workload> scale;

  @Option(
      names = "--season",
      paramLabel = "WEEKS",
      description =
          "Retrain a store so many weeks instead, 8 to 100, on good and bad deliveries; the same"
              + " command goes on, so give --output (default: no).")
  Integer season;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  long seed = 42;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  boolean help;

  /**
   * @throws InvalidInputException if a value can't be used
   */
  void check() {
    // The others' counterparts are made layer by layer, and know no batch normalisation.
    named(
        "--architecture",
        architecture,
        Stream.of(Architecture.REFERENCE, Architecture.LENET).map(Architecture::label).toList());
    tasks.forEach(
        task -> named("--tasks", task, Arrays.stream(Task.values()).map(Task::label).toList()));
    contenders.forEach(contender -> named("--contenders", contender, Contender.labels()));
    Bounds.atLeast("--cores", cores, 1);
    Bounds.atLeast("--repetitions", repetitions, 1);
    Bounds.atLeast("--passes", passes, 1);
    Bounds.atLeast("--train-images", trainImages, 1);
    Bounds.atLeast("--images", images, 1);
    Bounds.atLeast("--files", files, 1);
    Bounds.above("--score-seconds", scoreSeconds, 0);
    Bounds.above("--learning-rate", learningRate, 0);
    int most = Runtime.getRuntime().availableProcessors();
    Bounds.require(cores <= most, "--cores", "at most " + most + ", which this machine has", cores);
  }

  private static void named(String option, String given, List<String> names) {
    String expected = "of " + String.join(", ", names);
    NearestName.of(given, names)
        .filter(nearest -> !nearest.equals(given))
        .ifPresent(
            nearest -> {
              throw new InvalidInputException(
                  option + " must be " + expected + ", but was " + given,
                  "did you mean " + nearest + "?");
            });
    Bounds.require(names.contains(given), option, expected, given);
  }

  boolean wants(Task task) {
    return tasks.contains(task.label());
  }

  boolean wants(Contender contender) {
    return contenders.contains(contender.label());
  }
}
