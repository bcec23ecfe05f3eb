package mnist.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's arrays and DL4J's flat vectors [1, n] as Java arrays, copied in bulk. */
public final class FlatArrays {

  private static final float[] NONE = {};

  private FlatArrays() {}

  /**
   * Of a flat vector.
   *
   * @param vector null for none
   */
  public static float[] copyOf(INDArray vector) {
    if (vector == null) {
      return NONE;
    }
    float[] values = new float[Math.toIntExact(vector.length())];
    new FloatPointer(gapless(vector).data().addressPointer()).get(values);
    return values;
  }

  /** The same values one after the other, in 'c' order: where they lie, if they lie so. */
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
