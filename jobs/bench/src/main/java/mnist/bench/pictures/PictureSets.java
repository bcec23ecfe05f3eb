package mnist.bench.pictures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.files.JsonFiles;
import mnist.input.ImageInput;
import mnist.input.ImageInputs;
import mnist.input.InputSchema;
import mnist.input.InputSettings;
import mnist.input.RecordSchema;
import mnist.model.DigitModel;
import mnist.picture.GrayPicture;
import mnist.picture.PictureDecoder;
import mnist.picture.PictureException;
import mnist.prepare.InputContract;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Reads sets of labelled pictures, naively and prepared, and counts what comes out right. */
public final class PictureSets {

  private static final int BATCH = 64;

  private PictureSets() {}

  /**
   * Prints the table to standard error, and the figures as JSON to standard output.
   *
   * @param arguments a directory of sets, and a store or a version
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream results = System.out;
    // Standard output is the result's.
    System.setOut(System.err);
    try {
      List<Result> read = read(Path.of(arguments[0]), arguments[1]);
      System.err.print(markdown(read));
      results.println(JsonFiles.toLine(Map.of("job", "bench", "pictures", read, "status", "done")));
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      System.exit(e instanceof UnavailableException ? 4 : 2);
    }
  }

  /**
   * How a model did on a set.
   *
   * @param set name of its directory
   * @param images that it holds
   * @param naive right answers on pictures that were only resized
   * @param right answers on prepared pictures
   * @param wrong answers on prepared pictures
   * @param rejected pictures in which the preparation found no digit
   */
  public record Result(
      String set, long images, long naive, long right, long wrong, long rejected) {}

  /**
   * Measures each set.
   *
   * @param directory of sets: each a directory of image files, in directories named by their digits
   * @param model a store or a version
   * @throws InvalidInputException if there is no set, or the model is none
   */
  public static List<Result> read(Path directory, String model) throws IOException {
    List<Path> sets;
    try (Stream<Path> inside = Files.list(directory)) {
      sets = inside.filter(Files::isDirectory).sorted().toList();
    }
    if (sets.isEmpty()) {
      throw new InvalidInputException(
          "Cannot find sets of pictures in " + directory + ": it holds no directories",
          "give a directory that has one for each set, with one for each digit in it");
    }
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
      List<Result> results = new ArrayList<>();
      for (Path set : sets) {
        results.add(read(spark, set, scorer, loaded.height(), loaded.width()));
      }
      return results;
    }
  }

  private static Result read(SparkSession spark, Path set, Scorer scorer, int height, int width) {
    ImageInput input = ImageInputs.open(spark, List.of(set.toString()), InputSettings.DEFAULT);
    PreparedImages preparation =
        PreparedImages.of(
            InputContract.of(Preparation.MNIST, height, width), Optional.empty(), false);
    Dataset<Row> prepared = preparation.of(input).persist();
    try {
      Dataset<Row> taken = prepared.where(col(RecordSchema.REASON).isNull());
      long answered = taken.count();
      long right = right(scorer, taken, col(InputSchema.IMAGE));
      Column whole =
          udf(naive(height, width), DataTypes.BinaryType)
              .apply(col(InputSchema.IMAGE), col(InputSchema.PAGE));
      long naive =
          right(
              scorer,
              input
                  .rows()
                  .withColumn(InputSchema.IMAGE, whole)
                  .where(col(InputSchema.IMAGE).isNotNull()),
              col(InputSchema.IMAGE));
      long images = prepared.count();
      return new Result(
          set.getFileName().toString(), images, naive, right, answered - right, images - answered);
    } finally {
      prepared.unpersist();
    }
  }

  private static long right(Scorer scorer, Dataset<Row> images, Column image) {
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

  /** A table in Markdown; parts of all images, those without an answer among them. */
  public static String markdown(List<Result> results) {
    StringBuilder table = new StringBuilder();
    table.append("| set | images | naive | prepared | wrong | rejected |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (Result result : results) {
      double images = Math.max(1, result.images());
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f %% | %.1f %% | %d | %d |%n",
              result.set(),
              result.images(),
              100 * result.naive() / images,
              100 * result.right() / images,
              result.wrong(),
              result.rejected()));
    }
    return table.toString();
  }
}
