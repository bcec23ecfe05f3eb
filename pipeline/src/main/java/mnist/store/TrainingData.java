package mnist.store;

import java.util.Map;

/**
 * What a model was trained on.
 *
 * @param fingerprint of the ingested data set; two data sets of one fingerprint are the same
 * @param path where it was
 * @param seed that its validation split was drawn with, which may not be the training's; null if
 *     not known
 * @param validationFraction of its training images that was to be held out; null if not known
 * @param counts records of each split
 */
public record TrainingData(
    String fingerprint,
    String path,
    Long seed,
    Double validationFraction,
    Map<String, Long> counts) {

  public TrainingData {
    Require.present("fingerprint", fingerprint);
    counts = counts == null ? Map.of() : Map.copyOf(counts);
  }
}
