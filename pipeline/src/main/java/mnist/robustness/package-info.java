/**
 * A model's accuracy on images unlike those it was trained on, what of them it accepts, and what it
 * does with images that show no digit. Takes test records and a model's {@link mnist.score.Scorer}.
 * Each {@link mnist.robustness.Corruption} transforms the images on executors, as a pure function
 * of (seed, corruption, record id), and they are scored like any others. A few images of each
 * {@link mnist.robustness.NonDigit} are made on the driver. Printed digits and letters come from
 * font files of the driver's machine. The only settings read are those in the model's manifest,
 * which tell what training changed in the same way.
 */
package mnist.robustness;
