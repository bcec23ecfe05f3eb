package mnist.network;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/** What is applied to each of a layer's sums. */
public enum ActivationFunction {
  IDENTITY(Activation.IDENTITY),
  RELU(Activation.RELU),
  SIGMOID(Activation.SIGMOID),
  TANH(Activation.TANH);

  private final Activation dl4j;

  ActivationFunction(Activation dl4j) {
    this.dl4j = dl4j;
  }

  Activation dl4j() {
    return dl4j;
  }

  /** The name of DL4J's class. */
  public String className() {
    return dl4j.getActivationFunction().getClass().getName();
  }

  /** The one that DL4J's is, with the same parameters. */
  static Optional<ActivationFunction> of(IActivation activation) {
    return Arrays.stream(values())
        .filter(
            function -> {
              IActivation same = function.dl4j.getActivationFunction();
              return same.getClass() == activation.getClass() && same.equals(activation);
            })
        .findFirst();
  }
}
