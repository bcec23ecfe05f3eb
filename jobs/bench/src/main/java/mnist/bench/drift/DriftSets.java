package mnist.bench.drift;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.bench.contenders.BenchedJobs;
import mnist.bench.processes.ExitCode;
import mnist.bench.processes.Program;
import mnist.calibration.Calibration;
import mnist.config.Settings;
import mnist.drift.AnswerCounter;
import mnist.drift.Drift;
import mnist.drift.VersionProfile;
import mnist.files.JsonFiles;
import mnist.input.ImageInputs;
import mnist.input.InputSchema;
import mnist.input.InputSettings;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.jobs.runner.StageSettings;
import mnist.model.DigitModel;
import mnist.prepare.InputContract;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.profile.Profile;
import mnist.profile.ProfileCounts;
import mnist.robustness.Corruption;
import mnist.robustness.NonDigit;
import mnist.robustness.Originals;
import mnist.robustness.PrintedFonts;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Compares MNIST's test images, samples of them, changed ones, printed digits, noise and sets of
 * others with what a model was trained on, at the default settings.
 */
public final class DriftSets {
  private static final int BATCH = 64;
  private static final long SEED = 42;

  private static final int SAMPLES = 200;
  private static final int LEAST = 300;
  private static final int MOST = 1000;

  private static final StructType LABELLED =
      new StructType()
          .add(RecordSchema.LABEL, DataTypes.IntegerType)
          .add(RecordSchema.IMAGE, DataTypes.BinaryType);

  private final SparkSession spark;
  private final Scorer scorer;
  private final DigitModel model;
  private final Profile reference;
  private final AnswerCounter counter;
  private final List<SetDrift> sets = new ArrayList<>();

  private DriftSets(SparkSession spark, Scorer scorer, StoredVersion version, DigitModel model) {
    this.spark = spark;
    this.scorer = scorer;
    this.model = model;
    Configuration conf = new Configuration();
    this.reference = VersionProfile.of(version, conf).orElseThrow();
    this.counter = AnswerCounter.of(Calibration.of(version, conf).orElseThrow());
  }

  /**
   * Prints a table to standard error, and the figures as JSON to standard output.
   *
   * @param arguments a store or a version, a directory of fonts, and a directory of sets, if there
   *     is one
   */
  public static void main(String[] arguments) {
    Program.main(DriftSets::run, arguments);
  }

  private static int run(String[] arguments, PrintStream results, PrintStream errors)
      throws IOException {
    Optional<Path> directory =
        arguments.length > 2 ? Optional.of(Path.of(arguments[2])) : Optional.empty();
    compare(arguments[0], Path.of(arguments[1]), directory, results, errors);
    return ExitCode.DONE;
  }

  private static void compare(
      String model, Path fonts, Optional<Path> directory, PrintStream results, PrintStream errors)
      throws IOException {
    List<Path> others = directory.isEmpty() ? List.of() : sets(directory.get());
    StoredVersion version = ModelStore.resolve(model, new Configuration());
    DigitModel loaded = version.load(new Configuration());
    try (SparkSession spark =
            SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        Scorer scorer =
            new Scorer(
                JavaSparkContext.fromSparkContext(spark.sparkContext()),
                loaded,
                new ScoreSettings(BATCH, "auto"))) {
      DriftSets all = new DriftSets(spark, scorer, version, loaded);
      int alarms = all.compareMnist();
      all.comparePrinted(fonts);
      others.forEach(all::compare);
      errors.print(SetDrift.markdown(all.sets));
      errors.printf(
          "%nOf %d samples of %d to %,d test images %d count as drifted.%n",
          SAMPLES, LEAST, MOST, alarms);
      results.println(
          JsonFiles.toLine(
              Map.of(
                  "job",
                  "bench",
                  "drift",
                  all.sets,
                  "samples",
                  SAMPLES,
                  "false_alarms",
                  alarms,
                  "status",
                  "done")));
    }
  }

  private static List<Path> sets(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> inside = Files.list(directory)) {
        List<Path> sets =
            inside
                .filter(path -> Files.isDirectory(path) || path.toString().endsWith(".zip"))
                .sorted()
                .toList();
        if (!sets.isEmpty()) {
          return sets;
        }
      }
    }
    throw new InvalidInputException(
        "Cannot find sets of images in "
            + directory
            + ": it holds neither directories nor zip archives",
        "give a directory that has one for each set");
  }

  /** Of the samples, how many count as drifted. */
  private int compareMnist() throws IOException {
    Path directory = Files.createTempDirectory("mnist");
    List<Row> test;
    try {
      BenchedJobs.stageBundledData(new org.apache.hadoop.fs.Path(directory.toUri()), spark);
      test =
          answers(
              ImageInputs.open(spark, List.of(directory.toString()), InputSettings.DEFAULT)
                  .rows()
                  .where(col(InputSchema.SPLIT).equalTo(Split.TEST.value())));
    } finally {
      FileUtils.deleteDirectory(directory.toFile());
    }
    add("MNIST's test images", test);
    for (Corruption change :
        List.of(Corruption.INVERSION, Corruption.LOW_CONTRAST, Corruption.SHIFT_4)) {
      List<Row> changed =
          IntStream.range(0, test.size())
              .mapToObj(
                  i ->
                      RowFactory.create(
                          test.get(i).get(1),
                          change.apply(test.get(i).getAs(0), List.of(), SEED, i)))
              .toList();
      add("the same, " + change.label(), answers(spark.createDataFrame(changed, LABELLED)));
    }
    List<Row> noise =
        NonDigit.NOISE.images(SEED, new Originals(List.of(), List.of(), List.of())).stream()
            .map(image -> RowFactory.create(null, image))
            .toList();
    add("noise", answers(spark.createDataFrame(noise, LABELLED)));
    return alarms(test);
  }

  private int alarms(List<Row> answers) {
    List<Row> drawn = new ArrayList<>(answers);
    Random random = new Random(SEED);
    int alarms = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      Collections.shuffle(drawn, random);
      alarms +=
          drift(drawn.subList(0, LEAST + random.nextInt(MOST - LEAST + 1))).hasDrifted() ? 1 : 0;
    }
    return alarms;
  }

  private void comparePrinted(Path fonts) {
    List<Row> printed =
        PrintedFonts.in(fonts).fonts().stream()
            .flatMap(
                font ->
                    IntStream.range(0, font.digits().size())
                        .mapToObj(digit -> RowFactory.create(digit, font.digits().get(digit))))
            .toList();
    if (!printed.isEmpty()) {
      add("printed", answers(spark.createDataFrame(printed, LABELLED)));
    }
  }

  private void compare(Path set) {
    PreparedImages preparation =
        PreparedImages.of(
            InputContract.of(Preparation.MNIST, model.height(), model.width()),
            Optional.empty(),
            false);
    Dataset<Row> prepared =
        preparation.of(ImageInputs.open(spark, List.of(set.toString()), InputSettings.DEFAULT));
    add(
        set.getFileName().toString().replaceFirst("\\.zip$", ""),
        answers(prepared.where(col(RecordSchema.REASON).isNull())));
  }

  /** The images with their labels, or null, and what the model says of them. */
  private List<Row> answers(Dataset<Row> images) {
    return scorer
        .predicted(
            images.select(
                col(InputSchema.IMAGE).as("pixels"),
                col(InputSchema.LABEL).cast(DataTypes.IntegerType).as(RecordSchema.LABEL),
                col(InputSchema.IMAGE)))
        .select(
            col("pixels"),
            col(RecordSchema.LABEL),
            col(PredictionSchema.PREDICTION),
            col(PredictionSchema.PROBABILITY),
            col(PredictionSchema.CONFIDENCE),
            col(PredictionSchema.ENERGY))
        .collectAsList();
  }

  private void add(String name, List<Row> answers) {
    long labelled = answers.stream().filter(answer -> !answer.isNullAt(1)).count();
    long right =
        answers.stream()
            .filter(answer -> !answer.isNullAt(1) && answer.getInt(1) == answer.getInt(2))
            .count();
    sets.add(new SetDrift(name, drift(answers), labelled == 0 ? null : (double) right / labelled));
  }

  private Drift drift(List<Row> answers) {
    ProfileCounts counts = new ProfileCounts(model.classes());
    for (Row answer : answers) {
      List<Float> list = answer.getList(3);
      float[] probabilities = new float[list.size()];
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = list.get(i);
      }
      counts.addImage(answer.getAs(0), model.height(), model.width());
      counter.add(counts, answer.getInt(2), answer.getFloat(4), answer.getFloat(5));
      counter.addCalibrated(counts, answer.getInt(2), probabilities);
    }
    return Drift.of(
        reference,
        counts.profile(),
        StageSettings.drift(Settings.of(Map.of("score.drift.action", "warn"))));
  }
}
