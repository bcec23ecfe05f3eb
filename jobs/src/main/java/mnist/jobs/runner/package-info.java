/**
 * Everything around a job: {@link mnist.jobs.runner.JobRunner} reads its settings, starts its Spark
 * session, runs it, prints its result and turns what it throws into a message and an exit code.
 */
package mnist.jobs.runner;
