package mnist.averaging;

import java.util.List;

/** How workers' results become one. */
final class WeightedMean {

  private WeightedMean() {}

  /**
   * The mean, weighted, summed in the order given and in double precision: one vector's is itself,
   * to the last bit.
   *
   * @param vectors one or more, all of one length
   * @param weights of each, above 0
   */
  static float[] of(List<float[]> vectors, long[] weights) {
    double total = 0;
    for (long weight : weights) {
      total += weight;
    }
    double[] sums = new double[vectors.get(0).length];
    for (int v = 0; v < weights.length; v++) {
      float[] vector = vectors.get(v);
      double weight = weights[v];
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * vector[i];
      }
    }
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / total);
    }
    return mean;
  }
}
