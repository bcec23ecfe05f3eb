/**
 * Counts predictions. In comes a predictions DataFrame with labels ({@code id}, {@code label},
 * {@code prediction}, {@code probability}, {@code confidence}); out goes an {@link
 * mnist.evaluate.Evaluation}: the confusion matrix and the mean loss. Test evaluation, validation
 * during training and the comparison of two models all go through {@link mnist.evaluate.Evaluator},
 * so their figures are comparable to the last bit.
 *
 * <p>What is asked once a model is done is an {@link mnist.evaluate.Assessment}: intervals, what
 * its calibration comes to, the errors to look at, another model on the same images. A {@link
 * mnist.evaluate.Disagreement} is an image that two models differ on. All of it is sums of whole
 * numbers, counts and smallest values, so it doesn't depend on the order of predictions, nor does
 * what reaches the driver grow with their number.
 *
 * <p>Called by training, retraining, the report and the jobs; knows nothing of models and images.
 */
package mnist.evaluate;
