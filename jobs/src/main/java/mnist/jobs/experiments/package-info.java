/** Many trainings, compared with each other: over seeds, and over ways to average. */
package mnist.jobs.experiments;
