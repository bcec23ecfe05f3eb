package mnist.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Where in an image a model's confidence comes from: how much of it is lost when a patch of the
 * image is covered with background (occlusion sensitivity: Zeiler and Fergus, Visualizing and
 * Understanding Convolutional Networks, 2014, section 4.2).
 *
 * @param height rows, pixels
 * @param width columns, pixels
 * @param drops height * width, row-major: the mean, over the patches that cover a pixel, of the
 *     prediction's probability without the patch minus that with it, -1 to 1; above 0 where the
 *     image speaks for the prediction
 */
public record OcclusionMap(int height, int width, float[] drops) {

  /** Of the image's shorter side. */
  private static final double PATCH = 0.2;

  /** Pixels from patch to patch. */
  private static final int STEP = 2;

  /**
   * @param image as the model takes it
   * @param prediction what the scorer says of the image as it is
   */
  public static OcclusionMap of(
      LocalScorer scorer, byte[] image, int height, int width, Prediction prediction) {
    int side = Math.max(1, (int) Math.round(PATCH * Math.min(height, width)));
    List<Patch> patches = patches(height, width, side);
    List<byte[]> covered = patches.stream().map(patch -> patch.cover(image, width)).toList();
    List<Prediction> predictions = scorer.predictions(covered);
    double[] sums = new double[height * width];
    int[] counts = new int[height * width];
    for (int i = 0; i < patches.size(); i++) {
      double drop =
          prediction.confidence() - predictions.get(i).probabilities()[prediction.prediction()];
      patches
          .get(i)
          .forEach(
              width,
              pixel -> {
                sums[pixel] += drop;
                counts[pixel]++;
              });
    }
    float[] drops = new float[sums.length];
    for (int pixel = 0; pixel < drops.length; pixel++) {
      drops[pixel] = (float) (sums[pixel] / counts[pixel]);
    }
    return new OcclusionMap(height, width, drops);
  }

  /** They cover every pixel, those at the far edges too. */
  private static List<Patch> patches(int height, int width, int side) {
    List<Patch> patches = new ArrayList<>();
    for (int top : starts(height, side)) {
      for (int left : starts(width, side)) {
        patches.add(new Patch(top, left, side));
      }
    }
    return patches;
  }

  private static List<Integer> starts(int length, int side) {
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start < length - side; start += STEP) {
      starts.add(start);
    }
    starts.add(length - side);
    return starts;
  }

  /** A square of the image. */
  private record Patch(int top, int left, int side) {

    byte[] cover(byte[] image, int width) {
      byte[] covered = image.clone();
      forEach(width, pixel -> covered[pixel] = 0);
      return covered;
    }

    void forEach(int width, IntConsumer pixels) {
      for (int row = top; row < top + side; row++) {
        for (int column = left; column < left + side; column++) {
          pixels.accept(row * width + column);
        }
      }
    }
  }
}
