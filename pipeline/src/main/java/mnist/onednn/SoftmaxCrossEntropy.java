package mnist.onednn;

import org.bytedeco.javacpp.FloatPointer;

/** The end of a classifier: from logits [batch, classes] to the loss and back. */
final class SoftmaxCrossEntropy {

  /** As DL4J's LossMCXENT clips probabilities. */
  private static final double LEAST_PROBABILITY = 1e-10;

  private final FloatPointer logits;
  private final FloatPointer gradients;
  private final int batch;
  private final int classes;
  private final float[] values;

  SoftmaxCrossEntropy(FloatPointer logits, FloatPointer gradients, int batch, int classes) {
    this.logits = logits;
    this.gradients = gradients;
    this.batch = batch;
    this.classes = classes;
    this.values = new float[batch * classes];
  }

  /**
   * Sets the gradients of the summed loss, probability less label.
   *
   * @param labels [batch, classes], each row of sum 1, row-major
   * @return the summed loss, in nats
   */
  double backward(float[] labels) {
    logits.get(values, 0, values.length);
    double loss = 0;
    for (int row = 0; row < batch; row++) {
      int from = row * classes;
      float most = values[from];
      for (int i = 1; i < classes; i++) {
        most = Math.max(most, values[from + i]);
      }
      double sum = 0;
      for (int i = 0; i < classes; i++) {
        sum += Math.exp(values[from + i] - most);
      }
      for (int i = 0; i < classes; i++) {
        double probability = Math.exp(values[from + i] - most) / sum;
        float label = labels[from + i];
        if (label != 0) {
          loss -= label * Math.log(Math.max(LEAST_PROBABILITY, probability));
        }
        values[from + i] = (float) (probability - label);
      }
    }
    gradients.put(values, 0, values.length);
    return loss;
  }
}
