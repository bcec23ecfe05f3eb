package mnist.score;

import java.util.ArrayList;
import java.util.List;
import mnist.model.Classifier;

/**
 * Applies a classifier to minibatches that all have as many images: the last is filled up by
 * repeating one. How many images are computed at once decides the last bits of their probabilities.
 */
final class Minibatches {

  private Minibatches() {}

  /**
   * @param images up to {@code size} of them
   * @param size of each minibatch, images
   * @return at least as many rows as there are images, in their order
   */
  static float[][] probabilities(Classifier classifier, List<byte[]> images, int size) {
    if (images.isEmpty()) {
      return new float[0][];
    }
    List<byte[]> full = new ArrayList<>(images);
    while (full.size() < size) {
      full.add(full.get(0));
    }
    return classifier.probabilities(full);
  }

  /** The first of equals. */
  static int mostProbable(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }
}
