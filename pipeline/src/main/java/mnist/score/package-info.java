/**
 * A model and images in, predictions out. Batch scoring, the validation of each epoch and the
 * evaluation of a test split are this one code path.
 */
package mnist.score;
