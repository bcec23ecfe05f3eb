/**
 * Measures the jobs against other libraries, on the same cores, network, data and minibatches.
 * Imports point one way:
 *
 * <pre>
 * plan        what a process is to measure, and what it has measured
 *   |
 * machine     clock, memory and arithmetic limit
 *   |
 * contenders  the code that is measured: the jobs, and other libraries
 *   |
 * processes   starts each contender in a process of its own
 *   |
 * report      rows, bars and tables; beside it page, which measures the job app, pictures, which
 *   |         reads sets of pictures by a model, and season, which retrains a store for weeks
 *   |
 * mnist.bench Main parses, Bench measures all that is asked for
 * </pre>
 *
 * <p>A process that runs another library doesn't load DL4J's natives, so that its memory is its
 * own.
 */
package mnist.bench;
