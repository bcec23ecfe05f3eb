package mnist.model;

/**
 * How unlike training an image is to a network: the free energy of its logits, {@code -log sum
 * exp(logit)} over the classes, at a temperature of 1 (Liu, Wang, Owens and Li, Energy-based
 * Out-of-distribution Detection, 2020, equation 4). Unlike the confidence, which softmax makes of
 * the logits' differences, it tells whether any class speaks for the image at all. In nats, from
 * minus to plus infinity; the higher, the more unlike. Only images of one model can be compared.
 */
public final class Energy {

  private Energy() {}

  /**
   * The energy of one image, by functions of StrictMath, which are the same everywhere.
   *
   * @param logits of one image or more, [images, classes], row-major
   * @param from where the image's begin
   * @param classes how many it has, 1 or more
   * @return NaN if a logit is NaN
   */
  public static float of(float[] logits, int from, int classes) {
    double most = logits[from];
    for (int i = from + 1; i < from + classes; i++) {
      most = Math.max(most, logits[i]);
    }
    double sum = 0;
    for (int i = from; i < from + classes; i++) {
      sum += StrictMath.exp(logits[i] - most);
    }
    return (float) -(most + StrictMath.log(sum));
  }
}
