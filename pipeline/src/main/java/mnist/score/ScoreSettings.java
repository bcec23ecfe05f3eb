package mnist.score;

import mnist.InvalidInputException;

/**
 * How models are applied.
 *
 * @param batchSize images a minibatch, 1 or more
 * @param inference what applies them: auto or a label of {@link Inference}
 */
public record ScoreSettings(int batchSize, String inference) {

  public ScoreSettings {
    if (batchSize < 1) {
      throw new InvalidInputException(
          "score.batch-size must be 1 or more (images), but was " + batchSize);
    }
  }
}
