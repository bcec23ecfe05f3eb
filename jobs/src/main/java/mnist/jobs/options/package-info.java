/** What stands behind the name of a job on the command line: options that several jobs have. */
package mnist.jobs.options;
