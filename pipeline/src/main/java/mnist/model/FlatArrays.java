package mnist.model;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and ND4J's, in bulk: DL4J's flat vectors [1, n] above all. */
public final class FlatArrays {

  private static final float[] NONE = {};

  private FlatArrays() {}

  /**
   * The values of an array, in 'c' order.
   *
   * @param vector float32; null for none
   */
  public static float[] copyOf(INDArray vector) {
    if (vector == null) {
      return NONE;
    }
    float[] values = new float[Math.toIntExact(vector.length())];
    INDArray source = gapless(vector);
    new FloatPointer(source.data().addressPointer()).get(values);
    // It may be a copy, which nothing else holds, and the pointer doesn't.
    Reference.reachabilityFence(source);
    return values;
  }

  /** The same values in 'c' order, one after the other: without copying, if they are already. */
  public static INDArray gapless(INDArray array) {
    return isGapless(array) ? array : array.dup('c');
  }

  private static boolean isGapless(INDArray array) {
    return array.elementWiseStride() == 1 && (array.ordering() == 'c' || array.isVector());
  }

  /**
   * Gives a flat vector these values.
   *
   * @param vector null if there are no values
   * @throws IllegalArgumentException if it has another length
   */
  public static void assign(INDArray vector, float[] values) {
    long length = vector == null ? 0 : vector.length();
    if (length != values.length) {
      throw new IllegalArgumentException(
          "State must have %d values, but had %d".formatted(length, values.length));
    }
    if (vector == null) {
      return;
    }
    if (isGapless(vector)) {
      new FloatPointer(vector.data().addressPointer()).put(values);
    } else {
      vector.assign(arrayOf(values, vector.shape()));
    }
  }

  /**
   * Of values in 'c' order; ND4J's own way copies them one by one.
   *
   * @param shape for as many values as there are
   */
  static INDArray arrayOf(float[] values, long... shape) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape);
    array.data().asNioFloat().put(values);
    return array;
  }

  /** As little-endian float32. */
  public static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** From little-endian float32. */
  public static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
