/**
 * What spark-submit starts. In come a job's name and options; out go one line of JSON on standard
 * output, the same as {@code result.json}, and an exit code: 0 done, 2 the user's mistake, 3 a bug.
 * {@link mnist.jobs.Main} parses {@link mnist.jobs.options}, {@link mnist.jobs.runner} owns
 * settings, session and result, each {@code *Job} joins what the packages below do, and {@link
 * mnist.jobs.doctor} looks whether they can run. Nothing imports this package.
 */
package mnist.jobs;
