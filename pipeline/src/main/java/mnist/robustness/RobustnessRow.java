package mnist.robustness;

import mnist.evaluate.Interval;

/**
 * Accuracy on images of one kind.
 *
 * @param name of the corruption, {@link Robustness#AS_THEY_ARE}, {@link Robustness#PRINTED}, or
 *     that of a set of other images
 * @param examples how many images
 * @param accuracy 0..1
 * @param interval of 95 %, by Wilson's score
 * @param exposure whether training images were changed in the same way
 * @param acceptance what of them the model accepts, and how much of that is wrong
 */
public record RobustnessRow(
    String name,
    long examples,
    double accuracy,
    Interval interval,
    Exposure exposure,
    Acceptance acceptance) {

  /**
   * @param acceptance of 1 image or more
   */
  public static RobustnessRow of(String name, Acceptance acceptance, Exposure exposure) {
    long examples = acceptance.images();
    long correct = examples - acceptance.errors();
    return new RobustnessRow(
        name,
        examples,
        (double) correct / examples,
        Interval.wilson(correct, examples),
        exposure,
        acceptance);
  }
}
