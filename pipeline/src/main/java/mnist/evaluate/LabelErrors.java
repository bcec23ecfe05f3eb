package mnist.evaluate;

import static mnist.score.PredictionSchema.ID;
import static mnist.score.PredictionSchema.PREDICTION;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.records.DataFingerprint;
import mnist.records.DataFingerprint.InputFile;
import mnist.records.DataFingerprint.SplitCounts;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Test images whose label is known to be wrong. A model that reads them rightly loses by it, and
 * one that doesn't gains.
 *
 * @param wrong by id of the image
 */
public record LabelErrors(Map<Long, WrongLabel> wrong) {

  /** SHA-256 of MNIST's file of test labels, unpacked. */
  private static final String MNIST_LABELS =
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2";

  /** In the name of files that may stand behind the labels. */
  private static final String GROUPS = "groups";

  private static final int MNIST_IMAGES = 10_000;

  /** Says of each where it comes from. */
  private static final String MNIST_ERRORS = "mnist-label-errors.csv";

  public LabelErrors {
    wrong = Map.copyOf(wrong);
  }

  /**
   * A wrong label.
   *
   * @param given the label
   * @param guess the label that was proposed instead
   */
  public record WrongLabel(int given, int guess) {}

  /**
   * Accuracy without the images of wrong labels.
   *
   * @param examples predictions that are left
   * @param correct how many of them are right
   * @param leftOut predictions of images whose label is wrong
   * @param asGuessed how many of those are the proposed label
   */
  public record Corrected(long examples, long correct, long leftOut, long asGuessed) {

    /** Share of the predictions left that is right, 0..1. */
    public double accuracy() {
      return (double) correct / examples;
    }
  }

  /**
   * The label errors of a data set: those of MNIST if its last images are MNIST's test images, as
   * the file of their labels tells, which then have the last ids; otherwise none are known.
   */
  public static Optional<LabelErrors> of(DataFingerprint data) {
    List<InputFile> labels =
        data.files().stream().filter(file -> !file.name().contains(GROUPS)).toList();
    if (labels.isEmpty() || !labels.get(labels.size() - 1).sha256().equals(MNIST_LABELS)) {
      return Optional.empty();
    }
    long images =
        data.quarantined() + data.splits().values().stream().mapToLong(SplitCounts::records).sum();
    return Optional.of(ofMnist(images - MNIST_IMAGES));
  }

  private static LabelErrors ofMnist(long firstId) {
    try (InputStream in = LabelErrors.class.getResourceAsStream(MNIST_ERRORS)) {
      return new LabelErrors(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .skip(1)
              .map(line -> line.split(","))
              .collect(
                  Collectors.toMap(
                      cells -> firstId + Long.parseLong(cells[0]),
                      cells ->
                          new WrongLabel(Integer.parseInt(cells[1]), Integer.parseInt(cells[2])))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the known errors out of an evaluation, in one Spark job.
   *
   * @param predictions columns {@code id} long and {@code prediction} int; what was evaluated
   * @return empty if nothing is left
   */
  public Optional<Corrected> correct(Evaluation evaluation, Dataset<Row> predictions) {
    Map<Long, Integer> read =
        predictions
            .where(col(ID).isin(wrong.keySet().toArray()))
            .select(ID, PREDICTION)
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getLong(0), row -> row.getInt(1)));
    long asGiven = count(read, WrongLabel::given);
    long left = evaluation.examples() - read.size();
    return left == 0
        ? Optional.empty()
        : Optional.of(
            new Corrected(
                left,
                evaluation.confusionMatrix().correct() - asGiven,
                read.size(),
                count(read, WrongLabel::guess)));
  }

  private long count(Map<Long, Integer> read, Function<WrongLabel, Integer> label) {
    return read.entrySet().stream()
        .filter(entry -> label.apply(wrong.get(entry.getKey())).equals(entry.getValue()))
        .count();
  }
}
