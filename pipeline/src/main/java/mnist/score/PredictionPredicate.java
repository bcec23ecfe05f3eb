package mnist.score;

import java.io.Serializable;

/** Tells which predictions are counted. */
@FunctionalInterface
public interface PredictionPredicate extends Serializable {

  /**
   * @param confidence of the prediction, 0 to 1, or NaN of a network that has diverged
   * @param energy of the image, as {@link mnist.model.Energy} defines it
   */
  boolean test(float confidence, float energy);
}
