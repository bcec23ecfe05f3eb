package mnist.score;

/**
 * What a model tells of an image.
 *
 * @param prediction the most probable class; the first of equals
 * @param probabilities of each class, summing to 1
 */
public record Prediction(int prediction, float[] probabilities) {

  static Prediction of(float[] probabilities) {
    return new Prediction(Minibatches.mostProbable(probabilities), probabilities);
  }

  /** The probability of the prediction, 0 to 1. */
  public float confidence() {
    return probabilities[prediction];
  }
}
