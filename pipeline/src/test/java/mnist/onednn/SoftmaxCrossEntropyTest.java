package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.FloatPointer;

class SoftmaxCrossEntropyTest {

  /** The loss by its definition, and its slopes by differences of it. */
  @Property(tries = 100)
  void gradientsAreTheSlopesOfTheLoss(
      @ForAll @IntRange(min = 1, max = 4) int batch,
      @ForAll @IntRange(min = 1, max = 5) int classes,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] logits = new float[batch * classes];
    float[] labels = new float[batch * classes];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian() * 3;
    }
    for (int row = 0; row < batch; row++) {
      // Smoothed.
      for (int i = 0; i < classes; i++) {
        labels[row * classes + i] = 0.2f / classes;
      }
      labels[row * classes + random.nextInt(classes)] += 0.8f;
    }
    float[] gradients = new float[logits.length];

    double loss = backward(logits, labels, gradients, batch);

    assertThat(loss).isCloseTo(loss(logits, labels, classes, 0, 0), within(1e-5));
    for (int i = 0; i < logits.length; i++) {
      double slope =
          (loss(logits, labels, classes, i, 1e-4) - loss(logits, labels, classes, i, -1e-4)) / 2e-4;
      assertThat((double) gradients[i]).isCloseTo(slope, within(1e-5));
    }
  }

  /** Minus the sum of label times the logarithm of probability, with one logit moved. */
  private static double loss(float[] logits, float[] labels, int classes, int moved, double by) {
    double loss = 0;
    for (int from = 0; from < logits.length; from += classes) {
      double sum = 0;
      for (int i = from; i < from + classes; i++) {
        sum += Math.exp(logits[i] + (i == moved ? by : 0));
      }
      for (int i = from; i < from + classes; i++) {
        loss -= labels[i] * (logits[i] + (i == moved ? by : 0) - Math.log(sum));
      }
    }
    return loss;
  }

  /** Whose exponentials are no numbers, and where the right class has no probability left. */
  @Example
  void extremeLogitsHaveAFiniteLoss() {
    float[] gradients = new float[6];

    double loss =
        backward(
            new float[] {-1000, 1000, 990, 1000, -1000, 990},
            new float[] {1, 0, 0, 1, 0, 0},
            gradients,
            2);

    double least = 1e-10;
    assertThat(loss).isCloseTo(-Math.log(least) + Math.log1p(Math.exp(-10)), within(1e-9));
    float rest = (float) (1 / (1 + Math.exp(10)));
    assertThat(gradients)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(-1, 1 - rest, rest, -rest, 0, rest);
  }

  private static double backward(float[] logits, float[] labels, float[] gradients, int batch) {
    try (FloatPointer from = new FloatPointer(logits);
        FloatPointer to = new FloatPointer(gradients)) {
      double loss =
          new SoftmaxCrossEntropy(from, to, batch, logits.length / batch).backward(labels);
      to.get(gradients);
      return loss;
    }
  }
}
