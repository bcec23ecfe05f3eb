package mnist.retrain;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.model.ImageFormat;
import mnist.store.StoredVersion;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether new data look like those that a champion was trained on. */
final class NewDataCheck {

  private final VersionEvaluator versions;

  NewDataCheck(VersionEvaluator versions) {
    this.versions = versions;
  }

  /**
   * @param insist whether to take data that contradict the champion
   * @throws InvalidInputException if the champion takes images of another size or has other
   *     classes; or, unless told to insist, if the data lack a class that it was trained on, or it
   *     gets more than half of their labels wrong
   */
  void require(StoredVersion champion, NewData data, boolean insist) {
    requireFormat(champion, data.format());
    if (!insist) {
      requireClasses(champion, data.trainPerClass());
      requireLabels(champion, data.training().unionByName(data.validation()));
    }
  }

  private static void requireFormat(StoredVersion champion, ImageFormat data) {
    ImageFormat taken = champion.manifest().network().images();
    if (!taken.equals(data)) {
      throw new InvalidInputException(
          "Cannot compare with champion %s: expected data as it takes, %s, but was given %s"
              .formatted(champion.name(), describe(taken), describe(data)),
          VersionEvaluator.OTHER_STORE);
    }
  }

  private static String describe(ImageFormat format) {
    return "%d x %d pixels and %d classes"
        .formatted(format.height(), format.width(), format.classes());
  }

  private static void requireClasses(StoredVersion champion, List<Long> perClass) {
    List<String> lacking =
        knownTo(champion).stream().filter(c -> perClass.get(c) == 0).map(String::valueOf).toList();
    if (!lacking.isEmpty()) {
      throw new InvalidInputException(
          "Cannot retrain: expected training images of every class that champion %s knows, but there are none of class %s"
              .formatted(champion.name(), String.join(", ", lacking)),
          "give all images so far, new ones among them, or accept these by --insist");
    }
  }

  /** The classes that a version was trained on. */
  static SortedSet<Integer> knownTo(StoredVersion version) {
    // Of a version whose manifest doesn't say, all count as known.
    List<Long> perClass =
        Optional.ofNullable(version.manifest().training().data().trainPerClass())
            .orElse(Collections.nCopies(version.manifest().network().classes(), 1L));
    return IntStream.range(0, perClass.size())
        .filter(c -> perClass.get(c) > 0)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void requireLabels(StoredVersion champion, Dataset<Row> labelled) {
    Evaluation evaluation = versions.evaluate(champion, labelled);
    long wrong = evaluation.examples() - evaluation.confusionMatrix().correct();
    if (wrong > evaluation.examples() / 2) {
      throw new InvalidInputException(
          "Cannot retrain: champion %s contradicts the labels of %d of %d images, more than half"
              .formatted(champion.name(), wrong, evaluation.examples()),
          "check that labels and images belong together, or accept these by --insist");
    }
  }
}
