/**
 * What spark-submit starts. In come a job's name and options; out go one line of JSON on standard
 * output, the same as {@code result.json}, and an exit code: 0 done, 2 somebody has to change
 * something, 4 the same may work later, 3 a bug, 130 stopped. Imports point one way, and {@code
 * PackageOrderTest} holds the code to it:
 *
 * <pre>
 * doctor      looks whether a cluster can run a training
 *   |
 * runner      everything around a job: settings, session, progress, result, exit code
 *   |
 * data        the images that a job reads: ingested, IDX, Parquet, the bundled MNIST
 *   |
 * models      what a store holds and what was decided about it, as tables
 *   |
 * training -&gt; scoring -&gt; evaluation -&gt; experiments      what jobs do; knows no options
 *   |
 * options     what picocli fills, turned into records of the packages above
 *   |
 * mnist.jobs  Main and one class for each command
 * </pre>
 */
package mnist.jobs;
