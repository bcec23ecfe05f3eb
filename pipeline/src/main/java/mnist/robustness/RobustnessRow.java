package mnist.robustness;

import mnist.evaluate.Interval;

/**
 * Accuracy on changed images.
 *
 * @param name of the corruption, {@link Robustness#PRINTED}, or that of a set of other images
 * @param examples how many images
 * @param accuracy 0..1
 * @param interval of 95 %, by Wilson's score
 * @param exposure whether training images were changed in the same way
 */
public record RobustnessRow(
    String name, long examples, double accuracy, Interval interval, Exposure exposure) {

  /**
   * @param correct of the examples
   * @param examples 1 or more
   */
  public static RobustnessRow of(String name, long correct, long examples, Exposure exposure) {
    return new RobustnessRow(
        name, examples, (double) correct / examples, Interval.wilson(correct, examples), exposure);
  }
}
