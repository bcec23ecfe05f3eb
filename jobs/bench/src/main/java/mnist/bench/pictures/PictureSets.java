package mnist.bench.pictures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.bench.contenders.BenchedJobs;
import mnist.bench.processes.ExitCode;
import mnist.bench.processes.Program;
import mnist.files.JsonFiles;
import mnist.input.ImageInput;
import mnist.input.ImageInputs;
import mnist.input.InputSchema;
import mnist.input.InputSettings;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.model.DigitModel;
import mnist.picture.GrayPicture;
import mnist.picture.PictureDecoder;
import mnist.picture.PictureException;
import mnist.prepare.InputContract;
import mnist.prepare.NaivePicture;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.ModelStore;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads sets of labelled pictures, naively and prepared: how many answers are right, and how the
 * prepared images' ink compares with that of MNIST's training images.
 */
public final class PictureSets {

  private static final int BATCH = 64;

  /** MNIST's images are of this size, pixels. */
  private static final int SIDE = 28;

  private final SparkSession spark;
  private final Scorer scorer;
  private final int height;
  private final int width;
  private final List<SetAnswers> answers = new ArrayList<>();
  private final List<SetStatistics> statistics = new ArrayList<>();

  private PictureSets(SparkSession spark, Scorer scorer, int height, int width) {
    this.spark = spark;
    this.scorer = scorer;
    this.height = height;
    this.width = width;
  }

  /**
   * Prints the tables to standard error, and the figures as JSON to standard output.
   *
   * @param arguments a store or a version, and a directory of sets
   */
  public static void main(String[] arguments) {
    Program.main(PictureSets::run, arguments);
  }

  private static int run(String[] arguments, PrintStream results, PrintStream errors)
      throws IOException {
    read(Path.of(arguments[1]), arguments[0], results, errors);
    return ExitCode.DONE;
  }

  /**
   * @param directory of sets: each a directory of image files, in directories named by their digits
   * @param model a store or a version
   * @throws InvalidInputException if there is no set, or the model is none
   */
  private static void read(Path directory, String model, PrintStream results, PrintStream errors)
      throws IOException {
    List<Path> sets = sets(directory);
    DigitModel loaded = ModelStore.resolve(model, new Configuration()).load(new Configuration());
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
      PictureSets all = new PictureSets(spark, scorer, loaded.height(), loaded.width());
      all.measureMnist();
      sets.forEach(all::read);
      errors.print(SetAnswers.markdown(all.answers));
      errors.println();
      errors.print(SetStatistics.markdown(all.statistics));
      results.println(
          JsonFiles.toLine(
              Map.of(
                  "job",
                  "bench",
                  "pictures",
                  all.answers,
                  "statistics",
                  all.statistics,
                  "status",
                  "done")));
    }
  }

  private static List<Path> sets(Path directory) throws IOException {
    List<Path> sets = List.of();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> inside = Files.list(directory)) {
        sets = inside.filter(Files::isDirectory).sorted().toList();
      }
    }
    if (sets.isEmpty()) {
      throw new InvalidInputException(
          "Cannot find sets of pictures in " + directory + ": it holds no directories",
          "give a directory that has one for each set, with one for each digit in it");
    }
    return sets;
  }

  /** What the sets' images are to be like. */
  private void measureMnist() throws IOException {
    Path directory = Files.createTempDirectory("mnist");
    try {
      BenchedJobs.stageBundledData(new org.apache.hadoop.fs.Path(directory.toUri()), spark);
      Dataset<Row> training =
          ImageInputs.open(spark, List.of(directory.toString()), InputSettings.DEFAULT)
              .rows()
              .where(col(InputSchema.SPLIT).equalTo(Split.TRAIN.value()));
      statistics.add(SetStatistics.of("MNIST's training images", training, SIDE, SIDE));
    } finally {
      FileUtils.deleteDirectory(directory.toFile());
    }
  }

  private void read(Path set) {
    String name = set.getFileName().toString();
    ImageInput input = ImageInputs.open(spark, List.of(set.toString()), InputSettings.DEFAULT);
    PreparedImages preparation =
        PreparedImages.of(
            InputContract.of(Preparation.MNIST, height, width), Optional.empty(), false);
    Dataset<Row> prepared = preparation.of(input).persist();
    try {
      Dataset<Row> taken = prepared.where(col(RecordSchema.REASON).isNull());
      long answered = taken.count();
      long right = right(taken, col(InputSchema.IMAGE));
      Column whole =
          udf(naive(height, width), DataTypes.BinaryType)
              .apply(col(InputSchema.IMAGE), col(InputSchema.PAGE));
      long naive =
          right(
              input
                  .rows()
                  .withColumn(InputSchema.IMAGE, whole)
                  .where(col(InputSchema.IMAGE).isNotNull()),
              col(InputSchema.IMAGE));
      long images = prepared.count();
      answers.add(new SetAnswers(name, images, naive, right, answered - right, images - answered));
      statistics.add(SetStatistics.of(name, taken, height, width));
    } finally {
      prepared.unpersist();
    }
  }

  private long right(Dataset<Row> images, Column image) {
    return scorer
        .predicted(images.select(col(InputSchema.LABEL), image))
        .where(
            col(InputSchema.LABEL)
                .cast(DataTypes.IntegerType)
                .equalTo(col(PredictionSchema.PREDICTION)))
        .count();
  }

  private static UDF2<byte[], Integer, byte[]> naive(int height, int width) {
    return (file, page) -> {
      try {
        GrayPicture picture = new PictureDecoder().decode(file, page);
        return NaivePicture.of(picture, height, width);
      } catch (PictureException e) {
        return null;
      }
    };
  }
}
