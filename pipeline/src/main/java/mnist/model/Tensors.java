package mnist.model;

import java.util.Arrays;
import java.util.List;
import mnist.transform.Normalisation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images and labels as the tensors that networks take. */
public final class Tensors {

  /** Labels what belongs to no class: shared among all of them alike. */
  public static final int NO_CLASS = Integer.MIN_VALUE;

  private Tensors() {}

  /**
   * Images as a network's input.
   *
   * @param images each height x width unsigned bytes, row-major
   * @return float32 [images, 1, height, width], 'c' order, normalised
   * @throws IllegalArgumentException if an image is of another size
   */
  public static INDArray features(
      List<byte[]> images, int height, int width, Normalisation normalisation) {
    float[] table = normalisation.table();
    int pixels = height * width;
    float[] values = new float[images.size() * pixels];
    int next = 0;
    for (byte[] image : images) {
      if (image.length != pixels) {
        throw new IllegalArgumentException(
            "image must have " + pixels + " bytes, but had " + image.length);
      }
      for (byte pixel : image) {
        values[next++] = table[pixel & 0xFF];
      }
    }
    return of(values, images.size(), height, width);
  }

  /**
   * Values that are normalised already.
   *
   * @param values [batch, height, width], row-major
   * @return float32 [batch, 1, height, width], 'c' order
   */
  public static INDArray of(float[] values, int batch, int height, int width) {
    return FlatArrays.arrayOf(values, batch, 1, height, width);
  }

  /**
   * @return float32 [labels, classes], one-hot
   * @throws IllegalArgumentException if a label isn't in 0 to classes - 1; it would land in another
   *     row
   */
  public static INDArray oneHot(int[] labels, int classes) {
    return labels(labels, classes, 0);
  }

  /**
   * Labels of which a part is shared among all classes; of {@link #NO_CLASS} it is the whole.
   *
   * @param smoothing that part, 0 to below 1
   * @return float32 [labels, classes]; each row sums to 1
   * @throws IllegalArgumentException if another label isn't in 0 to classes - 1
   */
  public static INDArray labels(int[] labels, int classes, double smoothing) {
    float[] values = new float[labels.length * classes];
    float shared = (float) (smoothing / classes);
    Arrays.fill(values, shared);
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] == NO_CLASS) {
        Arrays.fill(values, row * classes, (row + 1) * classes, 1f / classes);
        continue;
      }
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            "label must be in 0.." + (classes - 1) + ", but was " + labels[row]);
      }
      values[row * classes + labels[row]] = (float) (1 - smoothing + smoothing / classes);
    }
    return FlatArrays.arrayOf(values, labels.length, classes);
  }
}
