package mnist.score;

import mnist.Bounds;

/**
 * How models are applied.
 *
 * @param batchSize images per minibatch, 1 or more
 * @param inference what applies them: auto or a label of {@link Inference}
 */
public record ScoreSettings(int batchSize, String inference) {

  public ScoreSettings {
    Bounds.atLeast("score.batch-size", batchSize, 1, "images");
  }
}
