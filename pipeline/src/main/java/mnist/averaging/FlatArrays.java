package mnist.averaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's flat vectors [1, n] as Java arrays, copied in bulk. */
final class FlatArrays {

  private static final float[] NONE = {};

  private FlatArrays() {}

  /**
   * @param vector null for none
   */
  static float[] copyOf(INDArray vector) {
    if (vector == null) {
      return NONE;
    }
    float[] values = new float[Math.toIntExact(vector.length())];
    vector.dup('c').data().asNioFloat().get(values);
    return values;
  }

  /**
   * @param vector null if there are no values
   */
  static void assign(INDArray vector, float[] values) {
    long length = vector == null ? 0 : vector.length();
    if (length != values.length) {
      throw new IllegalArgumentException(
          "State must have %d values, but had %d".formatted(length, values.length));
    }
    if (vector != null) {
      vector.assign(Nd4j.createFromArray(values).reshape(vector.shape()));
    }
  }

  static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /**
   * The mean, weighted, summed in the order given and in double precision: one vector's is itself,
   * to the last bit.
   *
   * @param vectors one or more, all of one length
   * @param weights of each, above 0
   */
  static float[] weightedMean(List<float[]> vectors, long[] weights) {
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
