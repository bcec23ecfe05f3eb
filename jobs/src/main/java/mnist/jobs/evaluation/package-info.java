/** How well a stored model does on the test split. */
package mnist.jobs.evaluation;
