package mnist.bench.contenders;

/** What networks give, against labels. */
final class Answers {

  private Answers() {}

  /**
   * How many images a network got right: those whose largest value stands at their label.
   *
   * @param values [images, classes], row-major
   * @param labels of more images
   * @param from where the first image's label stands
   */
  static int right(float[] values, int[] labels, int from, int images) {
    int classes = values.length / images;
    int right = 0;
    for (int image = 0; image < images; image++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (values[image * classes + c] > values[image * classes + best]) {
          best = c;
        }
      }
      right += best == labels[from + image] ? 1 : 0;
    }
    return right;
  }
}
