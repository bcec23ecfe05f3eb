package mnist.score;

import java.io.Serializable;

/** Tells which predictions are accepted. */
@FunctionalInterface
public interface AcceptanceRule extends Serializable {

  /**
   * @param confidence of the prediction, 0 to 1
   * @param energy of the image, as {@link mnist.model.Energy} defines it
   */
  boolean accepts(float confidence, float energy);
}
