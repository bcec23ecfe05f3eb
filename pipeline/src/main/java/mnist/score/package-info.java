/**
 * A model and images in, predictions out. Batch scoring, the validation of each epoch and the
 * evaluation of a test split are this one code path; {@link mnist.score.TestTimeAugmentation} takes
 * it once for each view of an image.
 */
package mnist.score;
