package mnist.score;

/**
 * What a model tells of an image.
 *
 * @param prediction the most probable class; the first of equals
 * @param probabilities of each class, summing to 1
 * @param energy how unlike training the image is, as {@link mnist.model.Energy} defines it
 */
public record Prediction(int prediction, float[] probabilities, float energy) {

  static Prediction of(float[] probabilities, float energy) {
    return new Prediction(Minibatches.mostProbable(probabilities), probabilities, energy);
  }

  /** The probability of the prediction, 0 to 1. */
  public float confidence() {
    return probabilities[prediction];
  }
}
