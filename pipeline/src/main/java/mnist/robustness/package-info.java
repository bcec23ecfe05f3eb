/**
 * How a model does on images unlike those that it was trained on. In come test records and a
 * model's {@link mnist.score.Scorer}; each {@link mnist.robustness.Change} makes other images of
 * them, on executors and as a pure function of (seed, change, record id), which go the way of all
 * scoring to an accuracy with its interval. Digits of printed fonts come from the font files of the
 * driver's machine. Reads no settings but those in the model's manifest, which tell what training
 * changed in the same way.
 */
package mnist.robustness;
