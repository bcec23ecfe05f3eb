package mnist.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import mnist.Bounds;
import mnist.prepare.InputContract;

/**
 * What a model was trained on.
 *
 * @param fingerprint of the ingested data set; two data sets of one fingerprint are the same
 * @param path where it was
 * @param seed that its validation split was drawn with, which may not be the training's; null if
 *     not known
 * @param validationFraction of its training images that was to be held out; null if not known
 * @param holdOutBy what was held out as a whole, a label of {@code mnist.records.HoldOutBy}; null
 *     for each image, or if not known
 * @param counts records of each split
 * @param trainPerClass training images of each class, from class 0; null if not known, as of what
 *     an earlier release trained
 * @param input what the network takes images for, by how those were made that it learned from; null
 *     if not known, as of what an earlier release trained
 * @param classNames of classes from class 0; null where classes are numbers
 * @param deliveries names of the store's deliveries whose images it has; null if it isn't put
 *     together from some
 * @param inherited what the version had learned from that the training began with; null for random
 *     parameters, or if not known, as of what an earlier release trained
 */
public record TrainingData(
    String fingerprint,
    String path,
    Long seed,
    Double validationFraction,
    @JsonInclude(JsonInclude.Include.NON_NULL) String holdOutBy,
    Map<String, Long> counts,
    List<Long> trainPerClass,
    @JsonInclude(JsonInclude.Include.NON_NULL) InputContract input,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> classNames,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> deliveries,
    @JsonInclude(JsonInclude.Include.NON_NULL) LearnedData inherited) {

  public TrainingData {
    Bounds.present("fingerprint", fingerprint);
    counts = counts == null ? Map.of() : Map.copyOf(counts);
    trainPerClass = trainPerClass == null ? null : List.copyOf(trainPerClass);
    classNames = classNames == null ? null : List.copyOf(classNames);
    deliveries = deliveries == null ? null : List.copyOf(deliveries);
  }

  /** Of what isn't known to have had images of each class. */
  public TrainingData(
      String fingerprint,
      String path,
      Long seed,
      Double validationFraction,
      String holdOutBy,
      Map<String, Long> counts) {
    this(
        fingerprint,
        path,
        seed,
        validationFraction,
        holdOutBy,
        counts,
        null,
        null,
        null,
        null,
        null);
  }

  /** What a version has learned from, or was judged by, that was trained on these data. */
  public LearnedData learned() {
    LearnedData own =
        deliveries == null
            ? new LearnedData(List.of(fingerprint), List.of())
            : new LearnedData(List.of(), deliveries);
    return inherited == null ? own : inherited.and(own);
  }
}
