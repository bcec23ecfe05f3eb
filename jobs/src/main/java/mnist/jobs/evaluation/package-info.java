/** How well a stored model does on images of known classes. */
package mnist.jobs.evaluation;
