package mnist.store;

import java.util.Map;

/**
 * What a model was trained on.
 *
 * @param fingerprint of the ingested data set; two data sets of one fingerprint are the same
 * @param path where it was
 * @param counts records of each split
 */
public record TrainingData(String fingerprint, String path, Map<String, Long> counts) {

  public TrainingData {
    Require.present("fingerprint", fingerprint);
    counts = counts == null ? Map.of() : Map.copyOf(counts);
  }
}
