package mnist.averaging;

import java.io.Serializable;

/** Vectors of one length, weighted and summed in double precision in the order they come. */
final class WeightedSum implements Serializable {

  private final double[] sums;
  private double weights;

  WeightedSum(int length) {
    this.sums = new double[length];
  }

  /**
   * @param weight above 0
   */
  void add(float[] vector, double weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * vector[i];
    }
    weights += weight;
  }

  void add(WeightedSum other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    weights += other.weights;
  }

  /** One vector's is itself, to the last bit. */
  float[] mean() {
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / weights);
    }
    return mean;
  }
}
