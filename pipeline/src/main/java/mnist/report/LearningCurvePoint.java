package mnist.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a training came to after one epoch.
 *
 * @param epoch counted from 1
 * @param trainingLoss mean cross-entropy in nats while training, NaN if unknown
 * @param validationLoss mean cross-entropy in nats on held-out records, NaN if unknown
 * @param validationAccuracy 0..1 on held-out records, NaN if unknown
 */
public record LearningCurvePoint(
    int epoch, double trainingLoss, double validationLoss, double validationAccuracy) {

  /** A line of {@code metrics.jsonl}, null for what it doesn't have; other keys are ignored. */
  private record Line(
      Integer epoch, Integer round, Double loss, Double validationLoss, Double validationAccuracy) {

    boolean isComplete() {
      return Stream.of(epoch, loss, validationLoss, validationAccuracy).allMatch(Objects::nonNull);
    }
  }

  /**
   * Reads the metrics that a training wrote: a JSON object per line with the keys {@code epoch},
   * {@code loss}, {@code validation_loss} and {@code validation_accuracy}. Blank lines and those of
   * rounds, which have a key {@code round}, are skipped.
   *
   * @return the epochs in order
   * @throws InvalidInputException if the file is missing or a line isn't of that form
   * @throws mnist.UnavailableException if the storage doesn't answer
   */
  public static List<LearningCurvePoint> read(Path metricsJsonl, Configuration conf) {
    try (InputStream file = metricsJsonl.getFileSystem(conf).open(metricsJsonl)) {
      return of(file.readAllBytes(), metricsJsonl);
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot read training metrics " + metricsJsonl, "give a version that has them", e);
    }
  }

  /**
   * The same of what has been read already.
   *
   * @param file that it was read from, for messages
   */
  public static List<LearningCurvePoint> of(byte[] metricsJsonl, Path file) {
    List<LearningCurvePoint> epochs = new ArrayList<>();
    List<String> lines = new String(metricsJsonl, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        epoch(lines.get(i), i + 1, file).ifPresent(epochs::add);
      }
    }
    return epochs;
  }

  private static Optional<LearningCurvePoint> epoch(String json, int number, Path file) {
    String where = "Cannot read training metrics %s, line %d: ".formatted(file, number);
    String remedy = "restore the file or train the model again";
    Line line;
    try {
      line = JsonFiles.fromText(json, Line.class);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(where + e.problem(), remedy, e);
    }
    if (line.round() != null) {
      return Optional.empty();
    }
    if (!line.isComplete()) {
      throw new InvalidInputException(
          where
              + "expected the keys epoch, loss, validation_loss and validation_accuracy, but found "
              + json,
          remedy);
    }
    return Optional.of(
        new LearningCurvePoint(
            line.epoch(), line.loss(), line.validationLoss(), line.validationAccuracy()));
  }
}
