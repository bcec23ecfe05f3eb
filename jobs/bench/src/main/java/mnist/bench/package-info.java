/**
 * Measures the jobs against other libraries, on the same cores, network, data and minibatches.
 *
 * <p>{@link mnist.bench.Main} parses; {@link mnist.bench.Bench} prepares data and a model, starts
 * {@link mnist.bench.ContenderMain} in a process of its own for each {@link mnist.bench.Plan}, one
 * after the other, and puts what they measured into a {@link mnist.bench.Report}. A process that
 * runs another library doesn't load DL4J's natives, so that its memory is its own.
 */
package mnist.bench;
