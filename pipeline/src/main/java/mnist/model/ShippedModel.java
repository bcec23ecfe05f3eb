package mnist.model;

import java.io.Serializable;

/** A {@link DigitModel} in a form that travels to executors quickly. */
public interface ShippedModel extends Serializable {

  /**
   * What applies it, here.
   *
   * @param batchSize most images per minibatch
   * @throws mnist.InvalidInputException if this machine can't
   */
  Classifier classifier(int batchSize);

  /** Gives back, as soon as no classifier uses it, what this JVM keeps for the next one. */
  default void discard() {}
}
