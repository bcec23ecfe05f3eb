/** Predictions for images that need no labels. */
package mnist.jobs.scoring;
