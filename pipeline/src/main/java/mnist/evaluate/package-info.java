/**
 * Counts predictions. In comes a predictions DataFrame with labels ({@code id}, {@code label},
 * {@code prediction}, {@code probability}); out goes an {@link mnist.evaluate.Evaluation}: the
 * confusion matrix and the mean loss. Test evaluation, validation during training and the
 * comparison of two models all go through {@link mnist.evaluate.Evaluator}, so their figures are
 * comparable to the last bit.
 *
 * <p>Called by training, retraining, the report and the jobs; knows nothing of models and images.
 */
package mnist.evaluate;
