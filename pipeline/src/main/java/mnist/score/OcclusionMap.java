package mnist.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Where in an image a model's confidence comes from: how much of it is lost when a patch of the
 * image is covered with background, the mean of the image's outermost pixels, which is black where
 * the image is prepared (occlusion sensitivity: Zeiler and Fergus, Visualizing and Understanding
 * Convolutional Networks, 2014, section 4.2).
 *
 * @param height rows, pixels
 * @param width columns, pixels
 * @param drops height * width, row-major: the mean, over the patches that cover a pixel, of the
 *     prediction's probability without the patch minus that with it, -1 to 1; above 0 where the
 *     image speaks for the prediction
 */
public record OcclusionMap(int height, int width, float[] drops) {

  /** A patch's side, of the image's shorter one. */
  private static final double PATCH = 0.2;

  /**
   * From patch to patch, of a patch's side. So images of any size cost about the same: those of 28
   * x 28 pixels have 144 patches, and no square has more than 400.
   */
  private static final double STEP = 1.0 / 3;

  private static final String[] ROWS = {"upper ", "", "lower "};
  private static final String[] COLUMNS = {"left", "middle", "right"};

  /**
   * @param image as the model takes it
   * @param prediction what the scorer says of the image as it is
   */
  public static OcclusionMap of(
      LocalScorer scorer, byte[] image, int height, int width, Prediction prediction) {
    List<Patch> patches = patches(height, width);
    byte background = background(image, height, width);
    List<byte[]> covered =
        patches.stream().map(patch -> patch.cover(image, width, background)).toList();
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

  /** The mean of the outermost pixels. */
  private static byte background(byte[] image, int height, int width) {
    int sum = 0;
    int count = 0;
    for (int pixel = 0; pixel < image.length; pixel++) {
      int row = pixel / width;
      int column = pixel % width;
      if (row == 0 || row == height - 1 || column == 0 || column == width - 1) {
        sum += image[pixel] & 0xFF;
        count++;
      }
    }
    return (byte) Math.round((float) sum / count);
  }

  /**
   * In words, where most of it is.
   *
   * @param prediction what the predicted class is called
   */
  public String description(String prediction) {
    int most = extreme(1);
    int least = extreme(-1);
    if (drops[most] <= 0) {
      return "no part speaks for " + prediction;
    }
    return "what speaks for %s is most in the %s".formatted(prediction, place(most))
        + (drops[least] < 0 ? ", what speaks against it in the " + place(least) : "");
  }

  private int extreme(int sign) {
    return IntStream.range(0, drops.length)
        .reduce(0, (best, pixel) -> sign * drops[pixel] > sign * drops[best] ? pixel : best);
  }

  private String place(int pixel) {
    return ROWS[3 * (pixel / width) / height] + COLUMNS[3 * (pixel % width) / width];
  }

  /** They cover every pixel, those at the far edges too. */
  static List<Patch> patches(int height, int width) {
    int side = atLeastOne(PATCH * Math.min(height, width));
    int step = atLeastOne(STEP * side);
    List<Patch> patches = new ArrayList<>();
    for (int top : starts(height, side, step)) {
      for (int left : starts(width, side, step)) {
        patches.add(new Patch(top, left, side));
      }
    }
    return patches;
  }

  private static int atLeastOne(double pixels) {
    return Math.max(1, (int) Math.round(pixels));
  }

  private static List<Integer> starts(int length, int side, int step) {
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start < length - side; start += step) {
      starts.add(start);
    }
    starts.add(length - side);
    return starts;
  }

  /** A square of the image. */
  record Patch(int top, int left, int side) {

    byte[] cover(byte[] image, int width, byte background) {
      byte[] covered = image.clone();
      forEach(width, pixel -> covered[pixel] = background);
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
