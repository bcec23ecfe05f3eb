package mnist.score;

import java.util.ArrayList;
import java.util.List;
import mnist.model.Classifier;
import mnist.model.Outputs;

/**
 * Applies a classifier to minibatches that all have as many images: the last is filled up by
 * repeating one. How many images are computed at once decides the last bits of what they get.
 */
final class Minibatches {

  private Minibatches() {}

  /**
   * @param images up to {@code size} of them
   * @param size of each minibatch, images
   * @return of at least as many images as there are, in their order
   */
  static Outputs outputs(Classifier classifier, List<byte[]> images, int size) {
    if (images.isEmpty()) {
      return new Outputs(new float[0][], new float[0]);
    }
    List<byte[]> full = new ArrayList<>(images);
    while (full.size() < size) {
      full.add(full.get(0));
    }
    return classifier.outputs(full);
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
