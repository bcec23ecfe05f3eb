/**
 * A model's accuracy on images unlike those it was trained on. Takes test records and a model's
 * {@link mnist.score.Scorer}. Each {@link mnist.robustness.Corruption} transforms the images on
 * executors, as a pure function of (seed, corruption, record id), and they are scored like any
 * others. Printed digits come from font files of the driver's machine. The only settings read are
 * those in the model's manifest, which tell what training changed in the same way.
 */
package mnist.robustness;
